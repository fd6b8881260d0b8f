"""What files hang on. Features fill this in `create_app`, so that files never import one."""

from typing import NamedTuple

from sqlalchemy import false, or_

from app.files.models import File

PARENTS: dict = {}


class Parent(NamedTuple):
    """`visible_to(actor)` selects the things this person may see; `act` is the right to attach and remove.

    `address(id)` is the page of the thing. `hold(id)` gives it with its row held until the commit,
    `allow(thing, deed, actor=…)` raises `Refused` when its files may not be touched now, and
    `counted(thing, by)` tells it that it has so many files more.
    `is_searched` says whether everybody who finds the project's things may find the words in its files; `way_back` are
    the words of the link from a file's page to the thing.
    """

    visible_to: object
    act: object
    address: object
    hold: object
    allow: object
    counted: object
    way_back: str = ""
    is_searched: bool = False


def register(kind, visible_to, **how):
    PARENTS[kind] = Parent(visible_to, **how)


def readable_by(actor, file=File):
    """The condition that a file hangs on something this person may see now."""
    readable = (
        (file.subject_type == kind) & file.subject_id.in_(ids(parent.visible_to(actor)))
        for kind, parent in PARENTS.items()
    )
    return or_(false(), *readable)


def ids(query):
    """The same rows, only their ids."""
    model = query.column_descriptions[0]["entity"]
    return query.with_only_columns(model.id).order_by(None)

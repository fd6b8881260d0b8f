"""The order of a set, as its owner gives it."""

from app.db import db
from app.journal.actions import raise_revision
from app.materials.sets import queries
from app.materials.sets.actions import hold
from app.materials.sets.models import set_item

#: Where a material goes among the others, by how many stand above it now.
WAYS = {
    "first": lambda above, _others: 0,
    "up": lambda above, _others: max(above - 1, 0),
    "down": lambda above, _others: above + 1,
    "last": lambda _above, others: others,
}


def move(working_set, material_id, way):
    """One place up or down, or to an end. Raises LookupError where the material is not in the set any more."""
    others, above = without(in_order(working_set), material_id)
    put_before(working_set, material_id, others[WAYS[way](above, len(others)) :])


def move_between(working_set, material_id, upper_id, lower_id):
    """Below one of the set, else above another, else last: what is not there any more says nothing.

    Raises LookupError as `move` does.
    """
    others, _above = without(in_order(working_set), material_id)
    known = {id: place for place, id in enumerate(others)}
    place = known.get(lower_id, len(others)) if upper_id not in known else known[upper_id] + 1
    put_before(working_set, material_id, others[place:])


def in_order(working_set):
    """Whoever moves something waits until the others have, and finds the order that they left."""
    return queries.shown_in(hold(working_set))


def without(ids, material_id):
    """The others, and how many of them stand above it."""
    if material_id not in ids:
        raise LookupError(material_id)
    return [id for id in ids if id != material_id], ids.index(material_id)


def put_before(working_set, material_id, below):
    """Give it the place of the first of these, which all make room; below everything where there are none."""
    place = queries.place_of(working_set, below[0]) if below else queries.last_place(working_set) + 1
    if below:
        write(working_set, set_item.c.position >= place, set_item.c.position + 1)
    write(working_set, set_item.c.material_id == material_id, place)
    raise_revision(working_set.project_id)


def write(working_set, which, place):
    moved = db.update(set_item).where(*queries.items_of(working_set), which).values(position=place)
    db.session.execute(moved.execution_options(synchronize_session=False))

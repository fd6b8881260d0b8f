"""What a task can be about. Features fill this in `create_app`, so that tasks never import one."""

from typing import NamedTuple

LINKED: dict = {}
#: What speaks of tasks and of other things, by its kind.
MENTIONED: dict = {}


class Linked(NamedTuple):
    """A kind of thing: its columns `id` and `title`, when it is shown at all, its page, and its word in the plural."""

    model: object
    title: object
    shown: object
    address: object
    word: object


class Mentioned(NamedTuple):
    """``condition(kind of what is spoken of, its id)`` is one on the things that speak of it; `day` is their column."""

    condition: object
    day: object


def register(model, title, *, address, word, also_shown=()):
    """`title` is a column; `address(id)` the page of a thing; `also_shown` are further conditions on it."""
    shown = (model.deleted_at.is_(None), *also_shown)
    LINKED[model.kind] = Linked(model, title, shown, address, word)


def mentioned_by(model, condition, day):
    """Let the page of a thing name the registered things that speak of it, by a condition on them."""
    MENTIONED[model.kind] = Mentioned(condition, day)

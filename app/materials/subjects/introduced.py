"""Which persons, events and places a deed names for the first time: it keeps their traces, to be taken back by."""

from contextlib import contextmanager
from contextvars import ContextVar

#: The traces of the deed that goes on.
MADE: ContextVar[list | None] = ContextVar("made", default=None)


@contextmanager
def introductions():
    """Gives a list, fit for JSON, of whatever is introduced within; the version is the one that it begins with."""
    made: list[dict] = []
    token = MADE.set(made)
    try:
        yield made
    finally:
        MADE.reset(token)


def note(thing):
    if (made := MADE.get()) is not None:
        made.append({"kind": thing.kind, "id": thing.id, "version": thing.version})

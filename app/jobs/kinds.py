"""Kinds of long work. Features fill this in `create_app`, so that jobs never import one."""

from typing import NamedTuple

KINDS: dict = {}


class Kind(NamedTuple):
    """`work(run)` does it: it says `run.reach()` at each step and `run.finish()` where it keeps what it made.

    `title` names it to people, in the context "job"; `page(job)` is the address of the page that it was asked for
    on, `result(job)` that of what it made, or None.
    """

    work: object
    title: str
    page: object
    result: object


def long_work(kind, work, *, title, page, result):
    """Let jobs of this kind be done by `work`."""
    KINDS[kind] = Kind(work, title, page, result)

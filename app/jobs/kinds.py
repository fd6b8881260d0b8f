"""Kinds of long work. Features fill this in `create_app`, so that jobs never import one."""

from typing import NamedTuple

from app.jobs.queue import every_minute

KINDS: dict = {}


class Kind(NamedTuple):
    """`work(run)` does it: it says `run.reach()` at each step and `run.finish()` where it keeps what it made.

    `title` names it to people, in the context "job"; `page(job)` is the address of the page that it was asked for
    on, `result(job)` that of what it made, or None: a file to be kept, else a page (`opens`).
    Work that keeps what it did piece by piece has `clear()`, which takes back what called-off or hopeless jobs did;
    it may be called at any time. What takes something back is not to be stopped itself.
    """

    work: object
    title: str
    page: object
    result: object
    opens: bool = False
    clear: object = None
    may_be_stopped: bool = True


def long_work(kind, work, *, title, page, result, **more):
    """Let jobs of this kind be done by `work`."""
    KINDS[kind] = Kind(work, title, page, result, **more)
    if clear := KINDS[kind].clear:
        every_minute(clear)

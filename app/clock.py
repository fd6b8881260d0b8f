"""The only reader of the clock."""

import time
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_told = ContextVar("told", default=None)


def now():
    """This instant, aware, in UTC."""
    return _told.get() or wall()


def wall():
    """What the machine's own clock shows, whatever a story tells."""
    return datetime.now(UTC)


def elapsed():
    """Seconds on the clock that nobody sets: only differences of it mean something, and only in this process."""
    return time.monotonic()


def today(zone):
    """The day it is now in the zone of that name."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def at(instant):
    """Let the block live at another instant, so that the demo's past is made by the real actions."""
    before = _told.set(instant)
    try:
        yield
    finally:
        _told.reset(before)

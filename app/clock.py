"""The only reader of the clock."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def now():
    """This instant, aware, in UTC."""
    return datetime.now(UTC)


def today(zone):
    """The day it is now in the zone of that name."""
    return now().astimezone(ZoneInfo(zone)).date()

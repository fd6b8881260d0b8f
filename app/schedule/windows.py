"""The stretch of time that a page shows: a week, a month or a quarter, and the ones before and after it."""

from datetime import date, timedelta
from typing import NamedTuple

from app.dates import YEARS

UNITS = ("week", "month", "quarter")


class Window(NamedTuple):
    """From the first day to the last, both in it; `earlier` and `later` are the first days of its neighbours."""

    unit: str
    first: date
    last: date
    earlier: date
    later: date

    def holds(self, day):
        return self.first <= day <= self.last

    @property
    def days(self):
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


def window_of(unit, day):
    """The week, month or quarter in which a day lies."""
    first = FIRST[unit](day)
    later = FIRST[unit](first + timedelta(days=LONGEST[unit]))
    return Window(unit, first, later - timedelta(days=1), FIRST[unit](first - timedelta(days=1)), later)


def asked_window(arguments, today, usual):
    """The window that an address asks for by `unit` and `day`; today's where it asks for none that there is."""
    unit = arguments.get("unit") if arguments.get("unit") in UNITS else usual
    day = arguments.get("day", today, type=date.fromisoformat)
    return window_of(unit, day if day.year in YEARS else today)


def monday_of(day):
    return day - timedelta(days=day.weekday())


def first_of_quarter(day):
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


FIRST = {"week": monday_of, "month": lambda day: day.replace(day=1), "quarter": first_of_quarter}
#: So many days after the first one the next window has begun, and no third.
LONGEST = {"week": 7, "month": 31, "quarter": 92}

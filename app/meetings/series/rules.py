"""The days of a recurring meeting by RFC 5545, and such a rule in words. Touches no database."""

from datetime import date, datetime, time
from enum import Enum
from itertools import islice
from typing import NamedTuple

from dateutil.rrule import rrulestr
from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from app import dates
from workflows.sentences import p

MOST = 104
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: A day that some months do not have is held on their last one.
SHORTEST_MONTH = 28


class Unit(Enum):
    WEEK = "by weekdays"
    MONTH_DAY = "by the day of the month"
    MONTH_WEEKDAY = "by the weekday of the month"
    MONTH_LAST = "by the last such weekday of the month"


class Rule(NamedTuple):
    """How a meeting recurs: every so many weeks or months, until a day or so many times (one of the two)."""

    unit: Unit
    every: int
    weekdays: tuple[int, ...] = ()
    until: date | None = None
    times: int | None = None


def text_of(rule, first_day):
    """The rule as an RRULE. The weekday of the first day always belongs to it."""
    parts = [*DAYS[rule.unit](rule, first_day), f"INTERVAL={rule.every}"]
    return ";".join([*parts, f"UNTIL={rule.until:%Y%m%d}" if rule.until else f"COUNT={rule.times}"])


def by_week(rule, first_day):
    weekdays = sorted({*rule.weekdays, first_day.weekday()})
    return "FREQ=WEEKLY", "BYDAY=" + ",".join(CODES[weekday] for weekday in weekdays)


def by_day_of_month(rule, first_day):
    if first_day.day <= SHORTEST_MONTH:
        return "FREQ=MONTHLY", f"BYMONTHDAY={first_day.day}"
    days = ",".join(map(str, range(SHORTEST_MONTH, first_day.day + 1)))
    return "FREQ=MONTHLY", f"BYMONTHDAY={days}", "BYSETPOS=-1"


def by_weekday(rule, first_day):
    return "FREQ=MONTHLY", f"BYDAY={place_in_month(first_day)}{CODES[first_day.weekday()]}"


def by_last_weekday(rule, first_day):
    return "FREQ=MONTHLY", f"BYDAY=-1{CODES[first_day.weekday()]}"


DAYS = {
    Unit.WEEK: by_week,
    Unit.MONTH_DAY: by_day_of_month,
    Unit.MONTH_WEEKDAY: by_weekday,
    Unit.MONTH_LAST: by_last_weekday,
}


def place_in_month(day):
    """Which one of its weekday a day is in its month: 2 for a second Tuesday."""
    return (day.day - 1) // 7 + 1


def is_last_in_month(day):
    """Whether a month of any length can have no further one of its weekday."""
    return day.day > SHORTEST_MONTH - 7


def days_of(text, first_day, most=MOST):
    """The days of an RRULE from the first one on, at most `most`; the first day counts as one of them."""
    rule = rrulestr(f"RRULE:{text}", dtstart=datetime.combine(first_day, time.min))
    days = [moment.date() for moment in islice(rule, most)]
    return days if first_day in days else [first_day, *days][:most]


def exceptions_of(days):
    """Days that were left out, as the value of an EXDATE."""
    return ",".join(f"{day:%Y%m%d}" for day in days)


def read_exceptions(text):
    return [date.fromisoformat(day) for day in text.split(",") if day]


def in_words(text, first_day):
    """An RRULE in the reader's words: «Апта сайын: сейсенбі»."""
    parts = dict(part.split("=") for part in text.split(";"))
    every = int(parts["INTERVAL"])
    if parts["FREQ"] == "WEEKLY":
        return f"{weeks(every)}: {weekdays(parts['BYDAY'])}"
    on = which_weekday(parts["BYDAY"]) if "BYDAY" in parts else _("day %(n)s", n=first_day.day)
    return f"{months(every)}: {on}"


def weeks(n):
    return _("Every week") if n == 1 else ngettext("Every %(num)d week", "Every %(num)d weeks", n)


def months(n):
    return _("Every month") if n == 1 else ngettext("Every %(num)d month", "Every %(num)d months", n)


def weekdays(codes):
    return ", ".join(name_of_weekday(CODES.index(code)) for code in codes.split(","))


def name_of_weekday(weekday):
    return dates.weekday(date(2024, 1, 1 + weekday))


def which_weekday(by_day):
    """«екінші сейсенбі» of ``2TU``, «соңғы жұма» of ``-1FR``; Russian has the word agree with its weekday."""
    weekday = CODES.index(by_day[-2:])
    context, words = ORDINALS[GENDERS[weekday]]
    return f"{pgettext(context, words[int(by_day[:-2])])} {name_of_weekday(weekday)}"


GENDERS = "mmfmffn"
ORDINALS = {
    "m": (
        "weekday, masculine",
        {
            1: p("weekday, masculine", "first"),
            2: p("weekday, masculine", "second"),
            3: p("weekday, masculine", "third"),
            4: p("weekday, masculine", "fourth"),
            -1: p("weekday, masculine", "last"),
        },
    ),
    "f": (
        "weekday, feminine",
        {
            1: p("weekday, feminine", "first"),
            2: p("weekday, feminine", "second"),
            3: p("weekday, feminine", "third"),
            4: p("weekday, feminine", "fourth"),
            -1: p("weekday, feminine", "last"),
        },
    ),
    "n": (
        "weekday, neuter",
        {
            1: p("weekday, neuter", "first"),
            2: p("weekday, neuter", "second"),
            3: p("weekday, neuter", "third"),
            4: p("weekday, neuter", "fourth"),
            -1: p("weekday, neuter", "last"),
        },
    ),
}

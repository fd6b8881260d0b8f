"""Dates of history as EDTF, levels 0 and 1 (Library of Congress, 2019): kept as text, with bounds to sort and filter.

The edtf library reads each single date. Marks of doubt, intervals and open ends are taken apart here, because the
library raises TypeError on `1957/..`, invents ten years around `1957/` and does not read a season marked `~`.
"""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from edtf import EDTFParseException, parse_edtf

from workflows.sentences import Sentence

ABOUT_YEARS = 5
OPEN, UNKNOWN = "..", ""

SHAPES = {
    kind: re.compile(shape, re.ASCII)
    for kind, shape in {
        "year": r"(?P<year>\d{4})",
        "season": r"(?P<year>\d{4})-(?P<season>2[1-4])",
        "month": r"(?P<year>\d{4})-(?P<month>\d\d)",
        "day": r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
        "decade": r"(?P<decade>\d{3})X",
        "century": r"(?P<century>\d\d)XX",
        "year_month_unknown": r"(?P<year>\d{4})-XX",
        "year_day_unknown": r"(?P<year>\d{4})-XX-XX",
        "month_day_unknown": r"(?P<year>\d{4})-(?P<month>\d\d)-XX",
    }.items()
}
WRITTEN = re.compile(r"(?:\d{4}(?:-\d\d){0,2}|\d{3}X|\d\dXX|\d{4}-XX(?:-XX)?|\d{4}-\d\d-XX)[?~%]?|\.\.|", re.ASCII)


class Side(NamedTuple):
    """A date, or one end of an interval. `kind` is a key of SHAPES, "open" or "unknown"; `parts` its figures."""

    kind: str
    parts: dict[str, str]
    is_about: bool
    is_doubtful: bool
    date_min: int | None
    date_max: int | None


class HistoricDate(NamedTuple):
    """`text` is EDTF; the bounds are proleptic day numbers (`date.toordinal`), None where open; `~` adds five years."""

    text: str
    date_min: int | None
    date_max: int | None
    sides: tuple[Side, ...]


# The library takes some ten milliseconds for a date, and the same dates come again and again.
@lru_cache(maxsize=4096)
def parse(text):
    """The HistoricDate of EDTF text. Raises ValueError with a Sentence for the reader."""
    sides = tuple(_side(part) for part in text.split("/"))
    if len(sides) > 2 or all(side.kind in ("open", "unknown") for side in sides):
        raise ValueError(Sentence("This is not a date."))
    if len(sides) == 1:
        return HistoricDate(text, sides[0].date_min, sides[0].date_max, sides)
    start, end = sides
    if None not in (start.date_min, end.date_max) and start.date_min > end.date_max:
        raise ValueError(Sentence("The end comes before the beginning."))
    return HistoricDate(text, start.date_min, end.date_max, sides)


def decade_of(text):
    """The first year of the decade in which a date of EDTF begins, or None where it names none: 1950 of `1957~`."""
    named = re.search(r"(\d{3})[\dX]", text)
    return int(named[1]) * 10 if named else None


def is_written_as_edtf(text):
    """Whether text has the form of EDTF, be it a date of the calendar or not."""
    ends = text.split("/")
    return text != UNKNOWN and all(WRITTEN.fullmatch(end) for end in ends)


def _side(text):
    if text in (OPEN, UNKNOWN):
        return Side("open" if text == OPEN else "unknown", {}, False, False, None, None)
    base, mark = (text[:-1], text[-1]) if text[-1] in "?~%" else (text, "")
    kind, parts = _shape(base)
    years = ABOUT_YEARS if mark in ("~", "%") else 0
    earliest, latest = _bounds(base, kind)
    return Side(
        kind,
        parts,
        is_about=mark in ("~", "%"),
        is_doubtful=mark in ("?", "%"),
        date_min=_moved(earliest, -years).toordinal(),
        date_max=_moved(latest, years).toordinal(),
    )


def _shape(base):
    for kind, shape in SHAPES.items():
        if found := shape.fullmatch(base):
            return kind, found.groupdict()
    raise ValueError(Sentence("This is not a date."))


def _bounds(base, kind):
    """The first and the last day that a date without marks can mean."""
    if kind == "season":
        # Winter may be the year's beginning or its end, so its bounds are the year's.
        base = base[:4] if base.endswith("24") else base
    try:
        parsed = parse_edtf(base)
    except EDTFParseException:
        raise ValueError(Sentence("There is no such day in the calendar: %(date)s", date=base)) from None
    if parsed.lower_strict().tm_year < 1:
        raise ValueError(Sentence("Years run from 1 to 9999."))
    return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])


def _moved(day, years):
    """The same day some years on, within the calendar; 29 February becomes the 28th."""
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        return date.min if years < 0 else date.max
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) and years else day.replace(year=year)

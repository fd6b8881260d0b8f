"""When a thing is due, as people say it: «ертең», «в пятницу», "in 3 days", 17.03, with or without 15:00."""

import re
from calendar import monthrange
from datetime import date, time, timedelta
from typing import NamedTuple

from app.dates import YEARS
from app.tasks.quick import day_words as said
from app.typed_dates import read_typed

MOST_WORDS = 9
FRIDAY, SUNDAY = 4, 6
SHORT = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{2})(?:\.(?P<year>\d{4}|\d{2})(?!\d))?(?!\.?\d)")
DAY_FIGURE = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?")
WHOLE = re.compile(r"\d{4}-\d\d-\d\d")


class Due(NamedTuple):
    """A day that words name. It is in doubt where they may mean something else: a day gone by, «среда»."""

    day: date
    is_sure: bool
    at: time | None = None


def due_of(words, today):
    """What these words name together, a day or a day and a time; None when they name none. They are `line.Word`s."""
    if found := day_named(words, today):
        return found
    timed = time_named(words)
    found = timed and day_named(timed[1], today)
    return found and found._replace(at=timed[0])


def time_named(words):
    """The time that stands behind the words of a day or before them, and those words; None where there is none."""
    if words and words[-1].folded in said.TRAILS:
        words = words[:-1]
    if len(words) < 2:
        return None
    if found := clock_of(words[-1]):
        before = words[:-1]
        return found, before[:-1] if before[-1].folded in said.AT else before
    at = int(words[0].folded in said.AT)
    found = clock_of(words[at])
    return found and (found, words[at + 1 :])


def clock_of(word):
    found = said.CLOCK.fullmatch(word.folded)
    return time(int(found["hour"]), int(found["minute"])) if found else None


def day_named(words, today):
    """What these words name together as a day."""
    folded = [word.folded for word in words]
    typed = [word.typed for word in words]
    if not folded or not all(folded):
        return None
    has_lead = len(folded) > 1 and folded[0] in said.LEADS
    if has_lead:
        folded, typed = folded[1:], typed[1:]
    if len(folded) > 1 and folded[-1] in said.TRAILS:
        folded, typed = folded[:-1], typed[:-1]
    day = day_of(folded, typed, today, has_lead)
    if day is None:
        return None
    return Due(day, day >= today and (has_lead or folded[-1] not in said.DOUBTFUL))


def day_of(folded, typed, today, has_lead):
    phrase = " ".join(folded)
    if phrase in said.near():
        return today + timedelta(days=said.near()[phrase])
    if phrase in said.ends():
        return end_of(said.ends()[phrase], today)
    return (
        weekday(folded, today, has_lead)
        or stretch(folded, today)
        or from_now(folded, today)
        or figures(folded, today)
        or written_out(typed)
    )


def end_of(unit, today, further=0):
    """The last working day of this week, or of the one so many weeks further; the last day of a month."""
    if unit == "month":
        first = in_months(today.replace(day=1), further)
        return first.replace(day=monthrange(first.year, first.month)[1])
    last = SUNDAY if today.weekday() > FRIDAY and not further else FRIDAY
    return today + timedelta(days=last - today.weekday() + 7 * further)


def weekday(folded, today, has_lead):
    """The next such day; with «келесі» or "next" that of the week to come."""
    *which, name = folded
    if len(which) > 1 or (which and which[0] not in said.THIS | said.NEXT):
        return None
    found = next((n for n, forms in enumerate(said.weekdays()) if forms.fullmatch(name)), None)
    if found is None and has_lead:
        found = said.short_weekdays().get(name)
    if found is None:
        return None
    if which and which[0] in said.NEXT:
        return today + timedelta(days=7 - today.weekday() + found)
    return today + timedelta(days=(found - today.weekday() - 1) % 7 + 1)


def stretch(folded, today):
    """«осы аптада», «на следующей неделе», "next month": the end of it."""
    if len(folded) != 2 or folded[0] not in said.THIS | said.NEXT:
        return None
    unit = "week" if folded[1] in said.WEEK else "month" if folded[1] in said.MONTH else None
    return unit and end_of(unit, today, further=int(folded[0] in said.NEXT))


def from_now(folded, today):
    """«через 3 дня», «екі аптадан кейін», "in a month"; days are counted, for «через день» is another thing."""
    if folded[0] in said.AHEAD:
        counted = folded[1:]
    elif folded[-1] in said.BEHIND:
        counted = folded[:-1]
    else:
        return None
    if not 1 <= len(counted) <= 2 or counted[-1] not in said.units():
        return None
    unit = said.units()[counted[-1]]
    n = number(counted[0]) if len(counted) == 2 else None if unit == "day" else 1
    if n is None:
        return None
    return in_months(today, n) if unit == "month" else today + timedelta(days=n * (7 if unit == "week" else 1))


def number(word):
    if word.isdecimal() and len(word) <= 3:
        return int(word)
    return said.numbers().get(word)


def in_months(day, n):
    """So many months later, on the last day of a month that is shorter."""
    years, month = divmod(day.month - 1 + n, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def figures(folded, today):
    """17.03, 17.03.2018, «17 марта», «17 наурызға», "March 17th"; without a year it is the next such day."""
    if len(folded) == 1:
        found = SHORT.match(folded[0])
        if not found or not is_ending(folded[0][found.end() :]):
            return None
        day, month, year = int(found["day"]), int(found["month"]), found["year"]
        return day_in(int(year) + (2000 if len(year) == 2 else 0), month, day) if year else coming(month, day, today)
    if len(folded) != 2:
        return None
    for figure, name in (folded, folded[::-1]):
        found, month = DAY_FIGURE.match(figure), said.month_of(name)
        if found and month and is_ending(figure[found.end() :]):
            return coming(month, int(found["day"]), today)
    return None


def is_ending(rest):
    return not rest or bool(said.ENDINGS.fullmatch(rest))


def coming(month, day, today):
    """The next such day from today on; the 29th of February may wait for years."""
    days = (day_in(today.year + years, month, day) for years in range(9))
    return next((found for found in days if found and found >= today), None)


def day_in(year, month, day):
    """None where the calendar has no such day."""
    if year not in YEARS or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def written_out(typed):
    """A whole date as the dates of history are read: 2018-03-17, «2018 жылғы 17 наурыз», "17 March 2018"."""
    text = " ".join(typed)
    if not re.search(r"\d{4}", text):
        return None
    try:
        edtf = read_typed(text)
    except ValueError:
        return None
    if not WHOLE.fullmatch(edtf):
        return None
    day = date.fromisoformat(edtf)
    return day if day.year in YEARS else None

"""The days that a rule proposes for a meeting, each with what speaks against it."""

from datetime import datetime
from typing import NamedTuple

from flask_babel import get_locale, pgettext
from flask_babel import gettext as _

from app import clock, dates
from app.meetings.series import rules

#: The languages in which the names of holidays are kept; in others a holiday is only called one.
NAMED = {"kk": "kk", "en": "en_US"}


class Proposed(NamedTuple):
    """A day of a rule: whether it is free (not a holiday, or holidays are held too), and the words beside it.

    One that `is_possible` not has no such hour, or is over.
    """

    day: object
    holiday: str
    is_free: bool
    is_possible: bool
    note: str


def proposed(meeting, rule, *, skips_holidays):
    """The days after the meeting's own that the rule (an RRULE) gives."""
    days = [day for day in rules.days_of(rule, meeting.starts_wall.date()) if day > meeting.starts_wall.date()]
    days = [day for day in days if day.year in dates.YEARS]
    holidays = holidays_in({day.year for day in days})
    return [one(meeting, day, holidays.get(day, ""), skips_holidays) for day in days]


def one(meeting, day, holiday, skips_holidays):
    instants = dates.instants_of(datetime.combine(day, meeting.starts_wall.time()), meeting.zone)
    is_possible = bool(instants) and instants[0] > clock.now()
    is_free = is_possible and not (holiday and skips_holidays)
    return Proposed(day, holiday, is_free, is_possible, note(holiday, instants, is_possible, is_free))


def note(holiday, instants, is_possible, is_free):
    if not instants:
        return _("The clocks skip this hour on that day.")
    if not is_possible:
        return _("This day has passed.")
    if not holiday:
        return ""
    return _("%(holiday)s: skipped", holiday=holiday) if not is_free else holiday


def holidays_in(years):
    """The public holidays of Kazakhstan and the days off given for them, each with its name."""
    from holidays.countries.kazakhstan import Kazakhstan  # ten megabytes, for series alone

    language = NAMED.get(get_locale().language)
    found = Kazakhstan(years=years, language=language) if years else {}
    return {day: name if language else pgettext("day", "Public holiday") for day, name in found.items()}

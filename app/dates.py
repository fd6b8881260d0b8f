"""Days, instants and meetings' hours in words, and the hours that a clock change skips or repeats.

A zone is given by its name, such as "Asia/Qostanay", and shown by its offset: Babel's names of zones are wrong for
Kazakhstan. Every function writes in the reader's language; the ones without sentences take another `language` too.
"""

from datetime import UTC, timedelta
from datetime import date as Day
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_timedelta
from flask_babel import gettext as _
from flask_babel import ngettext

from app.locales import reader_locale, wide_spaces

# The years in which a project of today can stand; older days are history's and kept as EDTF.
YEARS = range(1991, 2100)

# State acts write the Kazakh year first with «жылғы», which CLDR does not know.
LONG = {"kk": "y 'жылғы' d MMMM", "ru": "d MMMM y\u00a0'г'.", "en": "d MMMM y"}
LONG_WITH_WEEKDAY = {"kk": "y 'жылғы' d MMMM, cccc", "ru": "cccc, d MMMM y\u00a0'г'.", "en": "cccc, d MMMM y"}


def day(date, *, language=None):
    """«2018 жылғы 7 наурыз», «7 марта 2018 г.», "7 March 2018"."""
    locale = reader_locale(language)
    return _written(date, LONG[locale.language], locale)


def short_day(date):
    """«07.03.2018» in all three languages, for tables."""
    return f"{date.day:02}.{date.month:02}.{date.year:04}"


def month(date):
    """«2018 ж. наурыз», «март 2018 г.», "March 2018"."""
    return format_skeleton("yMMMM", date, locale=reader_locale())


def short_month(date):
    """«нау.», «март», "Mar", for the foot of a chart."""
    return _written(date, "LLL", reader_locale())


def day_in_year(date, today, *, language=None):
    """«7 наурыз» within the year of `today`, else the whole day."""
    if date.year != today.year:
        return day(date, language=language)
    return _written(date, "d MMMM", reader_locale(language))


def weekday(date, *, language=None):
    """«сәрсенбі», «среда», "Wednesday"."""
    return _written(date, "cccc", reader_locale(language))


def day_and_weekday(date, *, language=None):
    """«2018 жылғы 7 наурыз, сәрсенбі»."""
    locale = reader_locale(language)
    return _written(date, LONG_WITH_WEEKDAY[locale.language], locale)


def _written(date, pattern, locale):
    return _of_pattern(date.toordinal(), pattern, locale.language)


@lru_cache(maxsize=4096)
def _of_pattern(ordinal, pattern, language):
    """A day in one of our patterns: the same days stand on many pages."""
    return format_date(Day.fromordinal(ordinal), pattern, language)


def moment(instant, zone, *, language=None):
    """An aware instant as «2018 жылғы 7 наурыз, 10:00 (UTC+6)»."""
    local = instant.astimezone(ZoneInfo(zone))
    return _with_hour(day(local, language=language), local)


def wall(local, zone, *, language=None):
    """A meeting's naive wall time as «2018 жылғы 15 наурыз, бейсенбі, 10:00 (UTC+6)»."""
    local = local.replace(tzinfo=ZoneInfo(zone))
    return _with_hour(day_and_weekday(local, language=language), local)


def _with_hour(words, local):
    return f"{words}, {clock_time(local)} ({_label(local.utcoffset())})"


def clock_time(local):
    """«10:00», in all three languages by the 24-hour clock."""
    return f"{local.hour:02}:{local.minute:02}"


def offset_label(instant, zone):
    """How far an aware instant's clocks stand from UTC: «UTC+6», «UTC+5:30», «UTC−3», «UTC»."""
    return _label(instant.astimezone(ZoneInfo(zone)).utcoffset())


def _label(offset):
    if not offset:
        return "UTC"
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    sign = "+" if offset > timedelta() else "\N{MINUS SIGN}"
    return f"UTC{sign}{hours}:{minutes:02}" if minutes else f"UTC{sign}{hours}"


def ago(instant, now):
    """How long before `now` an instant was: «5 минут бұрын»; the first minute is "just now"."""
    if now - instant < timedelta(minutes=1):
        return _("just now")
    return wide_spaces(format_timedelta(instant - now, add_direction=True, threshold=1, locale=reader_locale()))


#: A day further away than this is named by its date: nobody counts by hundreds of days.
COUNTED = 99


def relative_day(date, today):
    """How far a due day is from today: today, tomorrow, yesterday, in n days, n days late; the day itself from afar."""
    distance = (date - today).days
    if abs(distance) > COUNTED:
        return short_day(date)
    if distance == 0:
        return _("today")
    if abs(distance) == 1:
        return _("tomorrow") if distance > 0 else _("yesterday")
    if distance > 0:
        return ngettext("in %(num)d day", "in %(num)d days", distance)
    return ngettext("%(num)d day late", "%(num)d days late", -distance)


def near_day(date, today):
    """Today and tomorrow by these words; any other day by its figures, as tables have it."""
    return relative_day(date, today) if (date - today).days in (0, 1) else short_day(date)


def instants_of(local, zone):
    """The instants, aware in UTC, at which clocks in the zone show a naive wall time.

    One as a rule; none where clocks were put forward over it; two, the earlier first, where they were put back.
    """
    instants = {_instant(local, zone, fold) for fold in (0, 1)}
    return sorted(instant for instant in instants if _wall_of(instant, zone) == local.replace(fold=0))


def neighbours_of_gap(local, zone):
    """For a wall time that clocks skip, the naive times offered instead: as far before the gap, and after it."""
    return _wall_of(_instant(local, zone, 1), zone), _wall_of(_instant(local, zone, 0), zone)


def _instant(local, zone, fold):
    return local.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def _wall_of(instant, zone):
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)

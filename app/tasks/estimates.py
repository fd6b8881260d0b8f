"""How long a task may take, as people type it: 1.5h, 90 min, 1:30, «1 сағ 30 мин», «2 ч»; a bare number is hours."""

import re

from app.kazakh import tidy
from workflows.sentences import Sentence

LONGEST = 1000 * 60
HOURS = r"(?:h|hr|hrs|hours?|ч|час|часа|часов|с|сағ|сағат|саг|сагат)"
MINUTES = r"(?:m|min|mins|minutes?|м|мин|минут|минуты|минута)"
CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])")
WORDS = re.compile(
    rf"(?:([0-9]{{1,4}}(?:[.,][0-9]{{1,2}})?) ?{HOURS}\.?)? ?(?:([0-9]{{1,5}}) ?{MINUTES}\.?)?", re.IGNORECASE
)
BARE = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?")
UNREAD = Sentence("This is not a length of time. Examples: %(examples)s", examples="1:30, 1,5, 90 мин, 2 сағ, 2 ч, 2 h")


def read_estimate(typed):
    """Whole minutes, or None where nothing is typed. Raises ValueError with a Sentence that shows how to write it."""
    text = tidy(typed or "")
    if not text:
        return None
    minutes = clock_time(text) or bare_hours(text) or worded(text)
    if not minutes or minutes > LONGEST:
        raise ValueError(UNREAD)
    return minutes


def clock_time(text):
    found = CLOCK.fullmatch(text)
    return found and int(found[1]) * 60 + int(found[2])


def bare_hours(text):
    return in_minutes(text) if BARE.fullmatch(text) else None


def worded(text):
    found = WORDS.fullmatch(text)
    return found and in_minutes(found[1] or "0") + int(found[2] or 0)


def in_minutes(hours):
    return round(float(hours.replace(",", ".")) * 60)

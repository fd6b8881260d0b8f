"""What librarians type into a date of history, read as EDTF: our own words of three languages, and common spellings.

Patterns are made from the tables of `historic_words`, so that whatever we print can be typed in again.
"""

import re
from functools import lru_cache

from babel.dates import get_month_names

from app.historic_dates import parse
from app.historic_words import FORMS, MISSING, SEASONS, SEASONS_OF, roman
from app.kazakh import tidy
from workflows.sentences import Sentence

LANGUAGES = tuple(FORMS)
# Ways to write a date that we read and never print.
SPELLINGS = {
    "year": ["{year}", "{year} жыл", "{year} жж", "{year} год", "{year} года", "{year} гг"],
    "season": ["{year} {season}", "{season} {year} года", "{year} ж {season}"],
    "month": ["{number}.{year}", "{month} {year}", "{year} {month}", "{year} ж {month}", "{month} {year} года"],
    "day": [
        "{day}.{number}.{year}",
        "{day}/{number}/{year}",
        "{day} {month} {year}",
        "{day} {month} {year} года",
        "{month} {day}, {year}",
        "{year} ж {day} {month}",
    ],
    "decade": ["{decade}s", "{decade}-е", "{decade}-х", "{decade}-е гг", "{decade}-х гг", "{decade}-{ordinal} жж"],
    "century": ["{roman} ғ", "{roman} век", "{roman} века", "{nth} ғасыр", "{nth} век"],
}
FIGURES = {
    "year": r"(?P<year>\d{3,4})",
    "number": r"(?P<number>\d{1,2})",
    "day": r"(?P<day>\d{1,2})",
    "decade": r"(?P<decade>\d{2,3})0",
    "ordinal": "(?:ші|шы)",
    "month": r"(?P<month>[^\W\d_]+\.?)",
    "season": r"(?P<season>[^\W\d_]+)",
    "roman": "(?P<roman>[ivxlcіх]+)",
    "nth": r"(?P<nth>\d{1,2})(?:st|nd|rd|th)?",
    "from_": "со?",
}
FIGURES |= {"month_of": FIGURES["month"], "season_of": FIGURES["season"]}
ABOUT = re.compile(
    r"(?:шамамен|около|ок\.|примерно|приблизительно|circa|ca?\.|about|around|approximately)\s*(?P<rest>.+)"
)
DOUBT = re.compile(r"(?P<rest>.+?)\s*(?:\(\?\)|\?)")
SINCE = re.compile(r"(?:со?|from|since|after|после) (?P<rest>.+)|(?P<before_dash>.+?) ?-(?: ?\.\.\.?)?")
UNTIL = re.compile(r"(?:до|until|till|before) (?P<rest>.+)")
BOTH_ENDS = re.compile(
    r"(?:from|between|с|со) (?P<start>.+) (?:to|and|по|до) (?P<end>.+)|(?P<year>\d{4}) жылдан (?P<until>.+) дейін"
)
SHORTENED = re.compile(r"\d{4} ?-\d{1,2}")


def read_typed(text):
    """The EDTF text of a date as a person typed it. Raises ValueError with a Sentence that says what to write."""
    typed = " ".join(tidy(text).split()).rstrip(",;")
    if re.match(r"[\d./]", typed) and _is_edtf(typed.upper().replace("С", "C")):
        return typed
    return typed

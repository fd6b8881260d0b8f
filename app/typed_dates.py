"""What librarians type into a date of history, read as EDTF: our own words of three languages, and common spellings.

Patterns are made from the tables of `historic_words`, so that whatever we print can be typed in again.
"""

import re
from functools import lru_cache

from babel.dates import get_month_names

from app.historic_dates import is_written_as_edtf, parse
from app.historic_words import FORMS, MISSING, SEASONS, SEASONS_OF, roman
from app.kazakh import tidy
from workflows.sentences import Sentence

LONGEST = 80
# Ways to write a date that we read and never print. Dots after letters are taken away before the comparison.
SPELLINGS = {
    "year": [
        "{year}",
        *(f"{{year}} {word}" for word in ("жыл", "жылы", "жылдар", "жылдары", "жж", "год", "года", "годы", "гг")),
    ],
    "season": ["{year} {season}", "{season} {year}", "{season} {year} года", "{year} ж {season}"],
    "month": [
        "{number}.{year}",
        "{month} {year}",
        "{year} {month}",
        "{year} ж {month}",
        "{year} жылдың {month}",
        "{month} {year} года",
    ],
    "day": [
        "{day}.{number}.{year}",
        "{day}/{number}/{year}",
        "{day} {month} {year}",
        "{day} {month} {year} года",
        "{month} {day}, {year}",
        "{year} ж {day} {month}",
    ],
    "decade": [
        *(f"{{decade}}{ending}" for ending in ("s", "-е", "-е гг", "-х", "-х гг", "-х годов", "-е года")),
        "{decade}-{ordinal} жж",
        "{decade}-{ordinal} жылдары",
    ],
    "century": ["{roman} ғ", "{roman} век", "{roman} века", "{nth} ғасыр", "{nth} век", "{nth} века"],
}
FIGURES = {
    "year": r"(?P<year>\d{3,4})",
    "number": r"(?P<number>\d{1,2})",
    "day": r"(?P<day>\d{1,2})",
    "decade": r"(?P<decade>\d{2,3})0",
    "ordinal": "(?:н?ші|н?шы)",
    "month": r"(?P<month>[^\W\d_]+)",
    "month_of": r"(?P<month>[^\W\d_]+)",
    "season": r"(?P<season>[^\W\d_]+)",
    "season_of": r"(?P<season>[^\W\d_]+)",
    "roman": "(?P<roman>[ivxlcіх]+)",
    "nth": r"(?P<nth>\d{1,2})(?:st|nd|rd|th|-?ші|-?шы|-?й)?",
    "from_": "со?",
}
ABOUT = re.compile(
    "(?:шамамен|около|ок|примерно|приблизительно|circa|ca?|about|around|approximately)"
    r"(?: |(?=\d))(?P<rest>.+)"
)
DOUBT = re.compile(r"(?P<rest>.+?) ?(?:\(\?\)|\?)")
LEADING = {
    "since": re.compile("(?:со?|from|since|после|after) (?P<rest>.+)"),
    "until": re.compile("(?:до|until|till|before) (?P<rest>.+)"),
}
FROM_TO = re.compile(
    "(?:со?|from) (?P<start>.+) (?:по|до|to|until) (?P<end>.+)"
    r"|(?P<start_kk>\d{4}) жылдан (?P<end_kk>\d{4}) жылға дейін"
)
OPEN_ENDS = {"": "..", "..": "..", "...": "..", "?": ""}
SHORTENED = re.compile(r"\d{4} ?[–—] ?\d{1,2}|\d{4}-(?:1[3-9]|20|2[5-9]|[3-9]\d)")


def read_typed(text):
    """The EDTF text of a date as a person typed it. Raises ValueError with a Sentence that says what to write."""
    text = tidy(text)
    if SHORTENED.fullmatch(text):
        raise ValueError(Sentence("Write both years in full, for example: 1941–1945"))
    typed = _plain(text)
    edtf = _edtf(typed) or _single(typed) or _open(typed) or _interval(typed) if len(typed) <= LONGEST else None
    if edtf is None:
        examples = "1957, 03.2018, 07.03.2018, 1941–1945, 1957~"
        raise ValueError(Sentence("This is not a date that can be read. Examples: %(examples)s", examples=examples))
    return parse(edtf).text


def _plain(text):
    """Small letters, one kind of dash, no dots behind letters or at the end."""
    text = re.sub("[‐-―]", "-", text.casefold())
    text = re.sub(r"(?<=[^\W\d_])\.", " ", text)
    text = " ".join(text.split()).replace(" ,", ",")
    return text if text.endswith("..") else text.rstrip(".,;")


def _edtf(typed):
    """Text that is EDTF already, its X perhaps typed on a Russian keyboard."""
    written = typed.upper().replace("Х", "X")
    return written if is_written_as_edtf(written) else None


def _single(typed, form="plain"):
    """One date with its marks of doubt, in the `form` of FORMS."""
    doubt = DOUBT.fullmatch(typed)
    typed = doubt["rest"] if doubt else typed
    about = ABOUT.fullmatch(typed)
    base = _base(about["rest"] if about else typed, form)
    mark = {(False, False): "", (True, False): "~", (False, True): "?", (True, True): "%"}[bool(about), bool(doubt)]
    return base and base + mark


def _base(typed, form):
    for kind, (known, words) in MISSING.items():
        for said in words.values():
            if typed.endswith(f", {said}"):
                base = _base(typed.removesuffix(f", {said}"), form)
                return base and base + kind_tail(kind, known)
    for kind, pattern in patterns(form):
        if (found := pattern.fullmatch(typed)) and (edtf := _written(kind, found.groupdict())):
            return edtf
    return _edtf(typed) if form == "plain" and "/" not in typed else None

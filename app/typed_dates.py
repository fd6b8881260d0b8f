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
    "month": [
        "{number}.{year}",
        "{month} {year}",
        "{year} {month}",
        "{year} ж {month}",
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
        "{decade}s",
        "{decade}-е",
        "{decade}-х",
        "{decade}-е гг",
        "{decade}-х гг",
        "{decade}-{ordinal} жж",
    ],
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
DOUBT = re.compile(r"(?P<rest>.+?)\s*(?:\(\?\)|\?)")
SINCE = re.compile(r"(?:со?|from|since|after|после) (?P<rest>.+)|(?P<before_dash>.+?) ?-(?: ?\.\.\.?)?")
UNTIL = re.compile(r"(?:до|until|till|before) (?P<rest>.+)")
BOTH_ENDS = re.compile(
    r"(?:from|between|с|со) (?P<start>.+) (?:to|and|по|до) (?P<end>.+)|(?P<year>\d{4}) жылдан (?P<until>.+) дейін"
)
ABOUT_WORDS = re.compile(
    r"(?:шамамен|около|ок|примерно|приблизительно|circa|ca|c|about|around|approximately)\s+"
)
OPEN_END = ".."
ENDS = {OPEN_END: OPEN_END, "?": ""}
SHORTENED = re.compile(r"\d{4} ?-\d{1,2}")


def read_typed(text):
    """The EDTF text of a date as a person typed it. Raises ValueError with a Sentence that says what to write."""
    typed = " ".join(tidy(text).split()).rstrip(",;")
    if re.match(r"[\d./]", typed) and _is_edtf(typed.upper().replace("Х", "X")):
        return typed.upper().replace("Х", "X")
    found = _interval(_plain(typed)) or _single(_plain(typed))
    if not found:
        raise ValueError(
            Sentence("Write the date like this: 1957, about 1957, August 1957, 30 August 1957, 1941–1945.")
        )
    return parse(found).text


def _is_edtf(text):
    try:
        parse(text)
    except ValueError:
        return False
    return not SHORTENED.fullmatch(text) or int(text[-2:]) <= 12 or 21 <= int(text[-2:]) <= 24


def _plain(text):
    """Small letters, one kind of space and dash, and no dots after letters."""
    text = re.sub("[\u2012-\u2015\u2212]", "-", " ".join(text.lower().split()))
    return re.sub(r"(?<=[^\W\d_])\.", "", text)


def _interval(typed):
    """Two dates with a dash or words between them, or one that is open at an end."""
    for start, end in _ends(typed):
        sides = [ENDS.get(side, _single(side)) for side in (start, end)]
        if None not in sides and any(side not in ENDS.values() for side in sides):
            return "/".join(sides)
    return None


def _ends(typed):
    """Every way to take the text as a beginning and an end."""
    about, rest = _taken(ABOUT_WORDS, typed)
    if found := BOTH_ENDS.fullmatch(typed):
        yield found["start"] or found["year"], found["end"] or found["until"]
    for words in _open_forms(rest, "since"):
        yield about + words, OPEN_END
    for words in _open_forms(rest, "until"):
        yield OPEN_END, about + words
    for dash in re.finditer(" ?- ?", typed):
        yield typed[: dash.start()], typed[dash.end() :]
    if found := SINCE.fullmatch(rest):
        yield about + (found["rest"] or found["before_dash"]), OPEN_END
    if found := UNTIL.fullmatch(rest):
        yield OPEN_END, about + found["rest"]


def _taken(shape, typed):
    """The text apart from words at its beginning: those words, and the rest."""
    found = shape.match(typed)
    return (typed[: found.end()], typed[found.end() :]) if found else ("", typed)


def _open_forms(typed, form):
    """The text as it stands alone, where it is one of our own ways to say a beginning or an end."""
    for kind, shape in _shapes(form):
        if found := shape.fullmatch(typed):
            if edtf := _edtf(kind, found.groupdict()):
                yield edtf


def _single(typed):
    """One date, perhaps with a word of doubt or nearness."""
    if typed == "?":
        return None
    doubt = DOUBT.fullmatch(typed)
    typed = doubt["rest"] if doubt else typed
    about, rest = _taken(ABOUT_WORDS, typed)
    bare = _bare(rest, "about" if about else "plain") or _bare(rest, "plain")
    mark = {(False, False): "", (False, True): "?", (True, False): "~", (True, True): "%"}[
        bool(about), bool(doubt)
    ]
    return bare + mark if bare and _is_edtf(bare + mark) else None


def _bare(typed, form):
    if _is_edtf(typed.upper()):
        return typed.upper()
    found = ((kind, shape.fullmatch(typed)) for kind, shape in _shapes(form))
    return next((edtf for kind, match in found if match and (edtf := _edtf(kind, match.groupdict()))), None)


@lru_cache(maxsize=8)
def _shapes(form):
    """Every way to write a date in one form, as pairs of its kind and a pattern."""
    ours = [(kind, getattr(forms[kind], form)) for forms in FORMS.values() for kind in forms]
    missing = [
        (kind, f"{getattr(FORMS[language][known], form)}, {words[language]}")
        for kind, (known, words) in MISSING.items()
        for language in FORMS
    ]
    others = [(kind, template) for kind, templates in SPELLINGS.items() for template in templates]
    if form in ("since", "until"):
        others = []
    return [(kind, _pattern(template)) for kind, template in (*missing, *ours, *others)]


def _pattern(template):
    """A template of words as a pattern; of a figure that is missing nothing but its words is asked."""
    without_about = ABOUT_WORDS.sub("", _plain(template))
    shape = re.sub(r"\\\{(\w+)\\\}", lambda found: FIGURES[found[1]], re.escape(without_about))
    return re.compile(shape)


def _edtf(kind, figures):
    """What was found as EDTF, or None where a word is no month and no season."""
    year = f"{int(figures['year']):04}" if figures.get("year") else ""
    if kind in ("month", "day", "month_day_unknown"):
        month = _month(figures)
        days = {
            "month": "",
            "day": f"-{int(figures['day']):02}" if figures.get("day") else "",
            "month_day_unknown": "-XX",
        }
        return f"{year}-{month:02}{days[kind]}" if month else None
    if kind == "season":
        season = _season(figures["season"])
        return f"{year}-{season}" if season else None
    if kind == "decade":
        return f"{int(figures['decade']):03}X"
    if kind == "century":
        nth = int(figures["nth"]) if figures.get("nth") else _from_roman(figures["roman"])
        return f"{nth - 1:02}XX" if nth else None
    return year + {"year": "", "year_month_unknown": "-XX", "year_day_unknown": "-XX-XX"}[kind]


def _month(figures):
    if figures.get("number"):
        return int(figures["number"])
    return month_names().get(figures["month"].rstrip("."))


@lru_cache(maxsize=1)
def month_names():
    """The number of each month by its names, whole and short, in three languages."""
    tables = (
        get_month_names(width, context, language)
        for width in ("wide", "abbreviated")
        for context in ("stand-alone", "format")
        for language in LANGUAGES
    )
    return {name.lower().rstrip("."): number for names in tables for number, name in names.items()}


def _season(word):
    names = (
        seasons.index(word)
        for table in (SEASONS, SEASONS_OF)
        for seasons in table.values()
        if word in seasons
    )
    return next((21 + place for place in names), None)


def _from_roman(figures):
    latin = figures.upper().translate(str.maketrans("ІХ", "IX"))
    return next((number for number in range(1, 100) if roman(number) == latin), None)

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

LONGEST = 120
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
        "{day}.{number}.{year} г",
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
    "century": [f"{{{figure}}} {word}" for figure in ("roman", "nth") for word in ("ғасыр", "ғ", "век", "века", "в")],
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
    for _, tail, words in MISSING.values():
        for said in words.values():
            if typed.endswith(f", {said}"):
                base = _base(typed.removesuffix(f", {said}"), form)
                return base and base + tail
    for kind, pattern in patterns(form):
        if (found := pattern.fullmatch(typed)) and (edtf := _written(kind, found.groupdict())):
            return edtf
    return _edtf(typed) if form == "plain" and "/" not in typed else None


@lru_cache
def patterns(form):
    """Pairs of a kind of date and an expression that reads it, in one of the forms of FORMS."""
    templates = [(kind, getattr(forms, form)) for kinds in FORMS.values() for kind, forms in kinds.items()]
    if form == "plain":
        templates += [(kind, spelling) for kind, spellings in SPELLINGS.items() for spelling in spellings]
    return [(kind, _expression(template)) for kind, template in templates]


def _expression(template):
    literal = re.escape(_plain(template)).replace(r"\{", "{").replace(r"\}", "}")
    return re.compile(literal.format(**FIGURES))


def _written(kind, found):
    """EDTF of the figures that an expression found; None where a word is no month or season."""
    if kind == "century":
        nth = int(found["nth"]) if found.get("nth") else centuries().get(_latin(found["roman"]), 0)
        return f"{nth - 1:02}XX" if nth else None
    if kind == "decade":
        return f"{found['decade']:0>3}X"
    year = f"{found['year']:0>4}"
    if kind == "year":
        return year
    if kind == "season":
        return f"{year}-{seasons()[found['season']]}" if found["season"] in seasons() else None
    month = int(found["number"]) if found.get("number") else months().get(found["month"])
    if month is None:
        return None
    return f"{year}-{month:02}" + (f"-{int(found['day']):02}" if kind == "day" else "")


def _latin(roman_figures):
    return roman_figures.replace("х", "x").replace("і", "i")


@lru_cache
def centuries():
    return {roman(nth).lower(): nth for nth in range(1, 100)}


@lru_cache
def months():
    """The number of every month's name, whole and short, in all languages."""
    return {
        name.lower().rstrip("."): number
        for language in FORMS
        for width in ("abbreviated", "wide")
        for context in ("format", "stand-alone")
        for number, name in get_month_names(width, context, language).items()
    }


@lru_cache
def seasons():
    tables = [*SEASONS.values(), *SEASONS_OF.values()]
    return {name: str(code) for names in tables for code, name in enumerate(names, 21)} | {"fall": "23"}


def _open(typed):
    """A date that begins or ends a time without another end."""
    for form, interval in (("since", "{}/.."), ("until", "../{}")):
        leading = LEADING[form].fullmatch(typed)
        if side := _single(typed, form) or (leading and _single(leading["rest"])):
            return interval.format(side)
    return None


def _interval(typed):
    """Two dates joined by words or by a dash, which may also stand within each of them."""
    found = FROM_TO.fullmatch(typed)
    pairs = [(found["start"] or found["start_kk"], found["end"] or found["end_kk"])] if found else []
    pairs += [(typed[: dash.start()], typed[dash.end() :]) for dash in re.finditer(" ?- ?", typed)]
    for start, end in pairs:
        start, end = _interval_end(start) if start else None, _interval_end(end)
        if None not in (start, end):
            return f"{start}/{end}"
    return None


def _interval_end(typed):
    return OPEN_ENDS[typed] if typed in OPEN_ENDS else _single(typed)

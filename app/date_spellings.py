"""The ways to write one date of history: the forms of `historic_words` read backwards, and spellings only read.

Because patterns are made from those tables, whatever we print can be typed in again.
"""

import re
from functools import lru_cache

from babel.dates import get_month_names

from app.historic_words import FORMS, SEASONS, SEASONS_OF, roman

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
        "the {decade}s",
        *(f"{{decade}}{ending}" for ending in ("s", "-е", "-е гг", "-х", "-х гг", "-х годов", "-е года")),
        *(f"{{decade}}-{before}{word}" for before in ("", "{ordinal} ") for word in ("жылдар", "жылдары", "жж")),
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


@lru_cache
def patterns(form):
    """Pairs of a kind of date and an expression that reads it, in one of the forms of FORMS."""
    templates = [(kind, getattr(forms, form)) for kinds in FORMS.values() for kind, forms in kinds.items()]
    if form == "plain":
        templates += [(kind, spelling) for kind, spellings in SPELLINGS.items() for spelling in spellings]
    return [(kind, _expression(template)) for kind, template in templates]


def _expression(template):
    literal = re.escape(plain(template)).replace(r"\{", "{").replace(r"\}", "}")
    return re.compile(literal.format(**FIGURES))


def written(kind, found):
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


def plain(text):
    """Small letters, one kind of dash, no dots behind letters or at the end."""
    text = re.sub("[‐-―]", "-", text.casefold())
    text = re.sub(r"(?<=[^\W\d_])\.", " ", text)
    text = " ".join(text.split()).replace(" ,", ",")
    return text if text.endswith("..") else text.rstrip(".,;")

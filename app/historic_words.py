"""Dates of history in words, in three languages: every form of words stands in the tables of this module once.

`typed_dates` reads the same tables backwards, so that what we print can be typed in again. CLDR has no words for
decades, seasons, doubt and open ends; months come from Babel. Endings belong to fixed words («жылдан», «айынан»),
never to a name or a number.
"""

from typing import NamedTuple

from babel.dates import get_month_names

from app.historic_dates import parse
from app.locales import NO_BREAK_SPACE


class Forms(NamedTuple):
    """How one kind of date is written alone, after "about", as a beginning and as an end."""

    plain: str
    about: str
    since: str
    until: str


def _kazakh(plain, stem, since, until):
    return Forms(plain, f"шамамен {plain}", f"{stem}{since} бастап", f"{stem}{until} дейін")


def _russian(plain, genitive):
    return Forms(plain, f"около {genitive}", f"{{from_}} {genitive}", f"до {genitive}")


def _english(plain, article=""):
    return Forms(plain, f"c. {plain}", f"from {article}{plain}", f"until {article}{plain}")


FORMS = {
    "kk": {
        "year": _kazakh("{year} ж.", "{year} жыл", "дан", "ға"),
        "season": _kazakh("{year} жылғы {season}", "{year} жылғы {season} мезгіл", "інен", "іне"),
        "month": _kazakh("{year} жылғы {month}", "{year} жылғы {month} ай", "ынан", "ына"),
        "day": _kazakh("{year} жылғы {day} {month}", "{year} жылғы {day} {month} күн", "інен", "іне"),
        "decade": _kazakh("{decade}-{ordinal} жылдар", "{decade}-{ordinal} жылдар", "дан", "ға"),
        "century": _kazakh("{roman} ғасыр", "{roman} ғасыр", "дан", "ға"),
    },
    "ru": {
        "year": _russian("{year} г.", "{year} г."),
        "season": _russian("{season} {year} г.", "{season_of} {year} г."),
        "month": _russian("{month} {year} г.", "{month_of} {year} г."),
        "day": _russian("{day} {month_of} {year} г.", "{day} {month_of} {year} г."),
        "decade": _russian("{decade}-е годы", "{decade}-х годов"),
        "century": _russian("{roman} в.", "{roman} в."),
    },
    "en": {
        "year": _english("{year}"),
        "season": _english("{season} {year}"),
        "month": _english("{month} {year}"),
        "day": _english("{day} {month} {year}"),
        "decade": _english("{decade}s", "the "),
        "century": _english("{nth} century", "the "),
    },
}
ABOUT_OPEN = {"kk": "шамамен", "ru": "примерно", "en": "approximately"}
YEARS = {"kk": "{start}–{end} жж.", "ru": "{start}–{end} гг.", "en": "{start}–{end}"}
# A figure that its source leaves out: the kind of what is known, its mark in EDTF, and what is said of the rest.
MISSING = {
    "year_month_unknown": (
        "year",
        "-XX",
        {"kk": "айы белгісіз", "ru": "месяц неизвестен", "en": "month unknown"},
    ),
    "year_day_unknown": (
        "year",
        "-XX-XX",
        {"kk": "айы мен күні белгісіз", "ru": "месяц и день неизвестны", "en": "month and day unknown"},
    ),
    "month_day_unknown": (
        "month",
        "-XX",
        {"kk": "күні белгісіз", "ru": "день неизвестен", "en": "day unknown"},
    ),
}
SEASONS = {
    "kk": ("көктем", "жаз", "күз", "қыс"),
    "ru": ("весна", "лето", "осень", "зима"),
    "en": ("spring", "summer", "autumn", "winter"),
}
SEASONS_OF = SEASONS | {"ru": ("весны", "лета", "осени", "зимы")}
# The ending of «елуінші», «қырқыншы» by the tens of the decade's first year; whole hundreds end like «жүзінші».
SOFT_TENS = "578"


def in_words(edtf, language):
    """EDTF text as a reader of `language` writes it: «шамамен 1957 ж.», «около 1957 г.», "c. 1957".

    Raises ValueError where the text is not EDTF.
    """
    sides = parse(edtf).sides
    if len(sides) == 1:
        return _alone(sides[0], language)
    start, end = sides
    if end.kind == "open":
        return _open(start, language, "since")
    if start.kind == "open":
        return _open(end, language, "until")
    if _are_plain_years(start, end):
        years = {"start": int(start.parts["year"]), "end": int(end.parts["year"])}
        return _unbroken(YEARS[language].format(**years))
    return f"{_alone(start, language)} – {_alone(end, language)}"


def _are_plain_years(*sides):
    return all(side.kind == "year" and not side.is_about and not side.is_doubtful for side in sides)


def _alone(side, language):
    if side.kind == "unknown":
        return "?"
    return _said(side, language, "about" if side.is_about else "plain")


def _open(side, language, form):
    words = _said(side, language, form)
    return f"{ABOUT_OPEN[language]} {words}" if side.is_about else words


def _said(side, language, form):
    kind, _, missing = MISSING.get(side.kind, (side.kind, "", {}))
    words = getattr(FORMS[language][kind], form).format(**_figures(side.parts, language))
    if missing:
        words = f"{words}, {missing[language]}"
    return _unbroken(f"{words} (?)" if side.is_doubtful else words)


def _figures(parts, language):
    """The values of every placeholder in FORMS that this date has figures for."""
    figures: dict = {key: int(parts[key]) for key in ("year", "day") if key in parts}
    figures["from_"] = "со" if figures.get("day") == 2 else "с"
    if "month" in parts:
        month = int(parts["month"])
        figures["month"] = months(language, "stand-alone")[month]
        figures["month_of"] = months(language, "format")[month]
    if "season" in parts:
        season = int(parts["season"]) - 21
        figures |= {"season": SEASONS[language][season], "season_of": SEASONS_OF[language][season]}
    if "decade" in parts:
        figures |= {"decade": int(parts["decade"]) * 10, "ordinal": ordinal_ending(parts["decade"])}
    if "century" in parts:
        nth = int(parts["century"]) + 1
        figures |= {"roman": roman(nth), "nth": english_nth(nth)}
    return figures


def months(language, context):
    """Month names by number; Kazakh and Russian write them small even where CLDR's stand-alone form is not."""
    names = get_month_names("wide", context, language)
    return names if language == "en" else {number: name.lower() for number, name in names.items()}


def ordinal_ending(decade):
    """«1950-ші», «1940-шы»: `decade` is the year's figures without the last."""
    if decade[-1] != "0":
        return "ші" if decade[-1] in SOFT_TENS else "шы"
    return "шы" if decade.endswith("00") else "ші"


def roman(number):
    """A century, up to 100, in Roman figures."""
    tens, ones = divmod(number, 10)
    tens_in_roman = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC", "C")
    return tens_in_roman[tens] + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def english_nth(number):
    """1st, 2nd, 3rd, 11th."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number in (11, 12, 13) else ending}"


def _unbroken(words):
    """No line ends before «ж.» or «г.»."""
    for mark in ("ж.", "г.", "жж.", "гг.", "в."):
        words = words.replace(f" {mark}", f"{NO_BREAK_SPACE}{mark}")
    return words

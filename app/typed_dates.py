"""What librarians type into a date of history, read as EDTF: doubt, open ends and intervals in three languages."""

import re

from app.date_spellings import patterns, plain, written
from app.historic_dates import is_written_as_edtf, parse
from app.historic_words import MISSING
from app.kazakh import tidy
from workflows.sentences import Sentence

LONGEST = 120
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
    typed = plain(text)
    edtf = _edtf(typed) or _single(typed) or _open(typed) or _interval(typed) if len(typed) <= LONGEST else None
    if edtf is None:
        examples = "1957, 03.2018, 07.03.2018, 1941–1945, 1957~"
        raise ValueError(Sentence("This is not a date that can be read. Examples: %(examples)s", examples=examples))
    return parse(edtf).text


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
        if (found := pattern.fullmatch(typed)) and (edtf := written(kind, found.groupdict())):
            return edtf
    return _edtf(typed) if form == "plain" and "/" not in typed else None


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

"""The piece of a text in which the searched words stand, with the words marked."""

from functools import lru_cache

from markupsafe import Markup

from app.kazakh import WORD, fold

BEFORE, LENGTH = 40, 160
OPENS, CLOSES = Markup("<mark>"), Markup("</mark>")


def snippet(entry, terms):
    """HTML: some of the exact text around the first match of the terms, escaped, each match in a `<mark>`."""
    start = beginning(entry, terms)
    piece = entry.exact[start : start + LENGTH]
    marked = mark(piece, terms)
    before = "… " if start else ""
    after = " …" if start + LENGTH < len(entry.exact) else ""
    return before + marked + after


def beginning(entry, terms):
    """Where the piece begins: at a word shortly before the first match, or with the text."""
    # The fold keeps the length of all but a few letters of other scripts; there the text's beginning is shown.
    if len(entry.folded) != len(entry.exact):
        return 0
    places = [entry.folded.find(form) for term in terms for form in term.forms]
    first = min((place for place in places if place >= 0), default=0)
    if first < LENGTH // 2:
        return 0
    return entry.exact.find(" ", first - BEFORE, first) + 1 or first


def mark(piece, terms):
    parts, end = [], 0
    for word in WORD.finditer(piece):
        if matches(folded(word[0]), terms):
            parts += [piece[end : word.start()], OPENS, word[0], CLOSES]
            end = word.end()
    return Markup("").join([*parts, piece[end:]])


#: The same words stand in many of the things that are found.
folded = lru_cache(maxsize=8192)(fold)


def matches(word, terms):
    return any(word.startswith(form) if term.is_prefix else word == form for term in terms for form in term.forms)

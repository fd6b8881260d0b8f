"""The piece of a text in which the searched words stand, with the words marked."""

from markupsafe import Markup, escape

from app.kazakh import WORD, fold, query_terms

BEFORE, LENGTH = 40, 160


def snippet(entry, typed):
    """HTML: some of the exact text around the first match, escaped, each match in a `<mark>`."""
    terms = query_terms(typed)
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
    marked, end = Markup(), 0
    for word in WORD.finditer(piece):
        if matches(fold(word[0]), terms):
            marked += escape(piece[end : word.start()]) + Markup("<mark>{}</mark>").format(word[0])
            end = word.end()
    return marked + escape(piece[end:])


def matches(word, terms):
    return any(word.startswith(form) if term.is_prefix else word == form for term in terms for form in term.forms)

"""The piece of a text in which the searched words stand, with the words marked."""

from typing import NamedTuple

from app.finding import marked

BEFORE, LENGTH = 40, 160


class Words(NamedTuple):
    """Part of the words of an entry, as they are typed and folded."""

    exact: str
    folded: str


def beside(title, entry, terms):
    """The same of the words behind the title, which many entries begin with; nothing where there are none."""
    if entry.exact == title:
        return ""
    start = len(title) + 1 if entry.exact.startswith(f"{title} ") else 0
    # Where the fold has another length, no place in it is one in the text.
    folded = entry.folded[start:] if len(entry.folded) == len(entry.exact) else ""
    return snippet(Words(entry.exact[start:], folded), terms)


def snippet(entry, terms):
    """HTML: some of the exact text around the first match of the terms, escaped, each match in a `<mark>`."""
    start = beginning(entry, terms)
    piece = entry.exact[start : start + LENGTH]
    before = "… " if start else ""
    after = " …" if start + LENGTH < len(entry.exact) else ""
    return marked(before + piece + after, terms)


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

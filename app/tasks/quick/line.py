"""A line as its words with their places, and how words sound, whichever letters they were typed in."""

import re
from typing import NamedTuple

from app.kazakh import fold

#: Marks that stand around a word and are no part of it.
BEFORE, AFTER = "([{«„“\"'", ",;:.!?)]}»”\"'"


class Word(NamedTuple):
    """One word of a line: where it stands, as it was typed, and its folded spelling."""

    start: int
    end: int
    typed: str
    folded: str


def words_of(line):
    """The words of a line between its blanks, without the punctuation around them."""
    return [word_at(line, found.start(), found.end()) for found in re.finditer(r"\S+", line)]


def word_at(line, start, end):
    while start < end and line[start] in BEFORE:
        start += 1
    while start < end and line[end - 1] in AFTER and line[start:end].strip("!") and not is_letter(line[start:end]):
        end -= 1
    return Word(start, end, line[start:end], fold(line[start:end]))


def is_letter(typed):
    """Whether it is the first letter of a name, with or without its dot: «Д.»."""
    return typed[:1].isupper() and typed[1:] in ("", ".")

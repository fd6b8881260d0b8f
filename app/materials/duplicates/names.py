"""Whether two names may be one person's: in any script and spelling, with other endings, shortened, or turned round.

Only a suggestion comes of it. «Ахметов А.» and «Ахметова А.» are 95 % alike and two people, «Әуезов Мұхтар» and
«Ауэзов Мухтар» 77 % alike and one: so words are compared one by one, each brought to one plain spelling first.
"""

import re
from enum import Enum
from functools import lru_cache
from itertools import permutations

from anyascii import anyascii

from app.kazakh import WORD, fold
from workflows.sentences import p


class Likeness(Enum):
    """In what two names are alike, the surest first."""

    SAME = p("likeness", "The same name")
    SPELLING = p("likeness", "The same name, spelled otherwise")
    ORDER = p("likeness", "The same name in another order")
    SHORTER = p("likeness", "One name is a part of the other")
    ENDING = p("likeness", "The same name with another ending")
    NEAR = p("likeness", "Names spelled almost alike")
    INITIALS = p("likeness", "Initials that fit")


RANKS = {likeness: rank for rank, likeness in enumerate(Likeness)}
#: So much alike, of a hundred, two words must be to be taken for spellings of one; shorter words must be equal.
NEAR_ENOUGH, LONG_ENOUGH = 85, 5
#: Of a name so many words are looked at.
WORDS = 4
#: What different hands and scripts write for one sound, after all letters have become Latin ones.
SOUNDS = (
    *(("dzh", "j"), ("dj", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("q", "k"), ("w", "v")),
    *(("yu", "u"), ("ya", "a"), ("yo", "o"), ("ye", "e"), ("y", "i"), ("ia", "a"), ("o", "u")),
)
#: -ұлы, -қызы, -ович, -овна, -ов, -ова and their like, in that plain spelling.
ENDING = re.compile("(uli|kizi|(u|e)v(ich|na|a)?|in(a)?)$")
VOWELS = re.compile("[aeiou]")
SHORTEST_STEM = 3


@lru_cache(maxsize=8192)
def plain_words(name):
    """The words of a name in one plain spelling of Latin letters, an initial as one letter."""
    return tuple(plain for plain in map(plainly, WORD.findall(fold(name))[:WORDS]) if plain)


def title_words(title):
    """The words of a title likewise; there may be many."""
    return [plain for plain in map(plainly, WORD.findall(fold(title))) if plain]


def title_keys(title):
    """The one text that titles of the same words have in common, in whatever order and script they stand."""
    words = " ".join(sorted(title_words(title)))
    return {words[:80]} if words else set()


def title_likeness(one, other):
    """In what the titles of two events or places are alike, or None."""
    if one.casefold() == other.casefold():
        return Likeness.SAME
    words, other_words = title_words(one), title_words(other)
    if words == other_words:
        return Likeness.SPELLING
    return Likeness.ORDER if sorted(words) == sorted(other_words) else None


def plainly(word):
    plain = re.sub("[^a-z0-9]", "", anyascii(word).lower())
    for written, sound in SOUNDS:
        plain = plain.replace(written, sound)
    return re.sub(r"(.)\1+", r"\1", plain)


def stem(word):
    """The word without the ending of a surname or a patronymic; short words stay whole."""
    bare = ENDING.sub("", word).rstrip("i")
    return bare if len(bare) >= SHORTEST_STEM else word


def keys(name):
    """Texts that this name has in common with every name it is compared with; at most six."""
    words = plain_words(name)[:3]
    if len(words) == 1:
        return {words[0]}
    pairs = (pair for pair in permutations(words, 2) if words[0] in pair)
    return {f"{consonants(surname)} {given[0]}"[:80] for surname, given in pairs}


def consonants(word):
    bare = stem(word)
    return VOWELS.sub("", bare) or bare


def likeness(one, other):
    """In what two names are alike, or None."""
    if one.casefold() == other.casefold():
        return Likeness.SAME
    if fold(one) == fold(other):
        return Likeness.SPELLING
    shorter, longer = sorted((plain_words(one), plain_words(other)), key=len)
    if len(shorter) < min(2, len(longer)):
        return None
    if len(longer) < 2:
        return Likeness.SPELLING if shorter and shorter == longer else None
    found = partners(shorter, longer)
    if found is None:
        return None
    whole = [Likeness.SPELLING, *found]
    if len(shorter) != len(longer):
        whole.append(Likeness.SHORTER)
    return max(whole, key=RANKS.__getitem__)


def partners(shorter, longer):
    """What binds each word of the shorter name to its own word of the longer, and their order; None without one."""
    for chosen in permutations(range(len(longer)), len(shorter)):
        ties = [tie(word, longer[place]) for word, place in zip(shorter, chosen, strict=True)]
        if None not in ties and any(t is not Likeness.INITIALS for t in ties):
            return [*ties, *([] if list(chosen) == sorted(chosen) else [Likeness.ORDER])]
    return None


@lru_cache(maxsize=8192)
def tie(one, other):
    """What binds two words, or None."""
    if len(one) == 1 or len(other) == 1:
        return Likeness.INITIALS if one[0] == other[0] else None
    if one == other:
        return Likeness.SPELLING
    bare, other_bare = stem(one), stem(other)
    if bare == other_bare:
        return Likeness.ENDING
    # A final -a makes a woman's name of a man's: Нұрлан, Нұрлана.
    if min(len(one), len(other)) < LONG_ENOUGH or f"{bare}a" == other_bare or f"{other_bare}a" == bare:
        return None
    from rapidfuzz.fuzz import ratio  # some megabytes, and names are compared by few requests

    return Likeness.NEAR if ratio(bare, other_bare) >= NEAR_ENOUGH else None

"""Kazakh and Russian text as people really type it: cleaned at the door, found, put in order, put in an address."""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, name, normalize

from anyascii import anyascii

from workflows.sentences import Sentence

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"

# Latin letters that stand in Cyrillic words because the keyboard had no Kazakh layout. They are replaced before
# and after case folding, because capital H looks like Н while small h looks like һ.
CAPITAL_TWINS = str.maketrans("ABCEHIKMOPTXYƏË", "АВСЕНІКМОРТХУӘЁ")
SMALL_TWINS = str.maketrans("aceihkopxyəë", "асеіһкорхуәё")
FOLDED = str.maketrans("әғқңөұүһіыё", "агкноуухиие")

# The fold has already made к of қ and г of ғ, so two pairs do the work of three.
VOICED = {"п": "б", "к": "г"}
# Latin letters that different spellings of one name use for one sound.
ONE_LETTER = str.maketrans("yjq", "iik")

# Marks over letters that are no letters of their own, such as the stress in «Аба́й».
STRESS = re.compile("[\u0300-\u036f]")
WORD = re.compile(r"[^\W_]+")
LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
UNKEEPABLE = Sentence("This text holds characters that cannot be stored.")
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Controls, marks that turn the direction of writing, and marks nobody sees that would hide a word from search.
UNSEEN = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")

SORT_KEY_BYTES = 128
SLUG_LENGTH = 60


class Term(NamedTuple):
    """One word of a search in folded spelling; any of `forms` may match, as a beginning where `is_prefix`."""

    forms: tuple[str, ...]
    is_prefix: bool


def is_storable(text):
    """Whether both databases can keep it: no NUL and no half of a character pair."""
    return not UNSTORABLE.search(text)


def storable(text):
    """What of it can be kept, for showing it to whoever typed it."""
    return UNSTORABLE.sub("", text)


def tidy(text, multiline=False):
    """Text as it is stored: NFC, no invisible controls, and on one line unless `multiline`.

    Raises ValueError for NUL and lone surrogates: no keyboard makes them, and PostgreSQL cannot store them.
    """
    if not is_storable(text):
        raise ValueError(UNKEEPABLE)
    text = LINE_BREAK.sub("\n" if multiline else " ", text)
    text = normalize("NFC", UNSEEN.sub("", text))
    return text.strip() if multiline else " ".join(text.split())


def fold(text):
    """The spelling by which text is searched: «Қостанай», «Костанай» and «костанай» fold to one."""
    return _caseless(text).translate(FOLDED)


@lru_cache(maxsize=4096)
def sound(text):
    """How a name sounds: «Айгүл», «Айгуль» and "Aigul" sound as one."""
    return re.sub("[^a-z0-9]", "", anyascii(fold(text)).lower().translate(ONE_LETTER))


def query_terms(query):
    """The words of a search box as Terms; the last one, perhaps unfinished, matches as a beginning.

    A stem's last consonant is voiced before a vowel (мектеп, мектебі), so both spellings are looked for.
    """
    words = WORD.findall(fold(query))
    whole = [Term((word,), is_prefix=False) for word in words[:-1]]
    return whole + [Term(_with_voiced(word), is_prefix=True) for word in words[-1:]]


def _with_voiced(word):
    return (word, word[:-1] + VOICED[word[-1]]) if word[-1] in VOICED else (word,)


def sort_kk(text):
    """Bytes that put text in the order of the Kazakh alphabet on any database: digits, Cyrillic, Latin, the rest.

    Punctuation does not count, so that «Абай жолы» stands under А. Column: LargeBinary(SORT_KEY_BYTES).
    """
    spaced = " ".join(re.sub(r"[-‐-―]", " ", _caseless(text)).split())
    return b"".join(_weight(letter) for letter in spaced)[:SORT_KEY_BYTES]


def _weight(letter):
    if letter in WEIGHTS:
        return WEIGHTS[letter]
    base = normalize("NFD", letter)[0]
    if base in WEIGHTS:
        return WEIGHTS[base]
    return b"\xff" + ord(letter).to_bytes(3) if letter.isalnum() else b""


WEIGHTS = {letter: bytes([rank]) for rank, letter in enumerate(f" 0123456789{ALPHABET}abcdefghijklmnopqrstuvwxyz", 1)}


def has_mixed_script(word):
    """Whether Latin and Cyrillic letters are mixed between two hyphens: «Iле» is, «PDF-файл» is not."""
    return any({"LATIN", "CYRILLIC"} <= _scripts(run) for run in WORD.findall(word))


def _scripts(run):
    return {name(letter, "").split(" ")[0] for letter in run if category(letter).startswith("L")}


def slug(text):
    """The readable part of an address, in ASCII; may be empty, so an address always carries the id as well."""
    latin = re.sub(r"['`]", "", anyascii(normalize("NFC", text)).lower())
    joined = re.sub(r"[^a-z0-9]+", "-", latin).strip("-")
    return (
        joined if len(joined) <= SLUG_LENGTH else joined[: SLUG_LENGTH + 1].rpartition("-")[0] or joined[:SLUG_LENGTH]
    )


def _caseless(text):
    """Without case or stress, with Latin twins of Cyrillic letters put right in every word that is partly Cyrillic."""
    text = WORD.sub(lambda word: _put_right(word[0], CAPITAL_TWINS), _composed(text))
    text = _composed(normalize("NFD", text).casefold())
    return WORD.sub(lambda word: _put_right(word[0], SMALL_TWINS), text)


def _composed(text):
    return STRESS.sub("", normalize("NFC", text))


def _put_right(word, twins):
    return word.translate(twins) if re.search("[\u0400-\u052f]", word) else word

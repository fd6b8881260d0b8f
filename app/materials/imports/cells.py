"""What a cell says, as the form of a material takes it. What says nothing known raises ValueError with a Sentence."""

import re
from functools import lru_cache

from babel import Locale
from flask_babel import force_locale, pgettext

from app.config import LANGUAGES as READERS
from app.kazakh import sound
from app.materials.forms import LANGUAGES
from app.materials.imports.naming import too_many
from app.materials.models import Acquisition, MaterialKind
from app.materials.named_files.naming import names_in
from app.materials.rights import STATEMENTS
from app.typed_dates import read_typed
from workflows.sentences import Sentence

#: So many files a line may name.
MOST_FILES = 200
A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NO_KIND = Sentence("This is no kind of material. There are: %(known)s")
NO_WAY = Sentence("This is no way for a material to come. There are: %(known)s")
NO_RIGHTS = Sentence("This is no rights statement that is offered here.")
NO_LANGUAGE = Sentence("This language is not offered here. Name it in the description.")
NO_DAY = Sentence("This is no day.")


def read(field, text):
    """The cell as the form takes it from a browser."""
    return READ.get(field, as_it_stands)(text)


def as_it_stands(text):
    return text


def of(choices, unknown, known=()):
    """Reads one of `choices()`, a dict of values by how their words sound in any of the three languages.

    `known` are the context and the messages of the words, for the sentence that says which there are.
    """

    def reader(text):
        value = choices().get(sound(text))
        if value is None:
            raise ValueError(with_known(unknown, *known) if known else unknown)
        return value

    return reader


def with_known(unknown, context, messages):
    """The sentence with the words that would be understood, in the reader's language."""
    known = ", ".join(pgettext(context, message) for message in messages)
    return Sentence(unknown, known=known)


def day(text):
    edtf = read_typed(text)
    if not A_DAY.fullmatch(edtf):
        raise ValueError(NO_DAY)
    return edtf


def few_enough(text):
    if len(names_in(text)) > MOST_FILES:
        raise ValueError(too_many(MOST_FILES))
    return text


def in_each_language(context, words):
    """Values by the sound of their words; `words` are pairs of a value and a message."""
    found: dict[str, str] = {}
    for language in READERS:
        with force_locale(language):
            found |= {sound(pgettext(context, message)): value for value, message in words}
    return found


@lru_cache(maxsize=1)
def kinds():
    return in_each_language("material kind", [(kind.name, kind.value) for kind in MaterialKind])


@lru_cache(maxsize=1)
def ways():
    return in_each_language("acquisition", [(way.name, way.value) for way in Acquisition])


@lru_cache(maxsize=1)
def statements():
    """By their words, their addresses and the short codes of their addresses: «InC-NC»."""
    by_address = {sound(uri): uri for uri in STATEMENTS}
    by_code = {sound(uri.rstrip("/").split("/")[-2]): uri for uri in STATEMENTS}
    return by_code | by_address | in_each_language("rights", [(uri, words) for uri, words in STATEMENTS.items()])


@lru_cache(maxsize=1)
def languages():
    """By their codes and by their names."""
    named = {sound(Locale(reader).languages[code]): code for reader in READERS for code in LANGUAGES}
    return named | {code: code for code in LANGUAGES}


READ = {
    "genre": of(kinds, NO_KIND, ("material kind", [kind.value for kind in MaterialKind])),
    "acquisition": of(ways, NO_WAY, ("acquisition", [way.value for way in Acquisition])),
    "rights_uri": of(statements, NO_RIGHTS),
    "language": of(languages, NO_LANGUAGE),
    "source_on": day,
    "embargo_until": day,
    "files": few_enough,
}

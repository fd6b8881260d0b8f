"""Which column of a sent table is what: by its head in any of the three languages, or as the sender chose."""

from flask import request
from flask_babel import force_locale

from app.config import LANGUAGES
from app.kazakh import sound


def guess(heads, names, others):
    """The column of each field by its head: ``{field: column}``.

    `names()` gives the fields with their words in the reader's language, `others` what tables made elsewhere call
    them.
    """
    found: dict[str, int] = {}
    also = {sound(head): field for field, known in others.items() for head in known}
    for language in LANGUAGES:
        with force_locale(language):
            words = also | {sound(name): field for field, name in names().items()}
        for column, head in enumerate(heads):
            field = words.get(sound(head))
            if field and field not in found and column not in found.values():
                found[field] = column
    return found


def asked(heads, names, others):
    """The column of each field, as the reader of this page chose it, else as its head says."""
    if "matched" not in request.values:
        return guess(heads, names, others)
    chosen = {field: request.values.get(f"col-{field}", type=int) for field in names()}
    return {field: column for field, column in chosen.items() if column is not None and 0 <= column < len(heads)}

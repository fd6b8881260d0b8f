"""What a change was before and after, field by field, in the reader's words."""

from datetime import date
from typing import NamedTuple

from flask_babel import get_locale

from app.dates import short_day
from app.historic_words import in_words
from app.materials.models import Acquisition, MaterialKind
from app.materials.rights import STATEMENTS
from app.materials.subjects.words import living, relation_words
from app.text import word
from workflows.sentences import p

#: The fields that a history names.
FIELDS = {
    "title": p("field", "Title"),
    "description": p("field", "Description"),
    "genre": p("field", "Kind"),
    "language": p("field", "Language"),
    "link": p("field", "Link"),
    "source_name": p("field", "Who gave it"),
    "source_on": p("field", "When it came"),
    "source_note": p("field", "More about where it came from"),
    "acquisition": p("field", "How it came"),
    "rights_uri": p("field", "Rights statement"),
    "rights_holder": p("field", "Rights holder"),
    "rights_note": p("field", "Note on rights"),
    "embargo_until": p("field", "Closed until"),
    "persons": p("field", "Persons"),
    "events": p("field", "Events"),
    "places": p("field", "Places"),
    "files": p("field", "Files"),
    "name": p("field", "Name"),
    "names": p("field", "Names"),
    "birth": p("field", "Born"),
    "death": p("field", "Died"),
    "is_living": p("field", "Still living"),
    "edtf": p("field", "Date"),
    "place": p("field", "Place"),
    "part_of": p("field", "Part of"),
    "former": p("field", "Former names"),
    "latitude": p("field", "Latitude"),
    "longitude": p("field", "Longitude"),
    "sources": p("field", "Sources"),
    "authorities": p("field", "Numbers in other catalogues"),
    "relations": p("field", "Related persons"),
    "participants": p("field", "Who took part"),
    "description kk": p("field", "Description in Kazakh"),
    "description ru": p("field", "Description in Russian"),
    "description en": p("field", "Description in English"),
}


NAMED = {
    "language": lambda code: get_locale().languages.get(code, code),
    **dict.fromkeys(("source_on", "embargo_until"), lambda day: short_day(date.fromisoformat(day))),
    "genre": lambda value: word("material kind", MaterialKind[value].value),
    "acquisition": lambda value: word("acquisition", Acquisition[value].value),
    "rights_uri": lambda value: word("rights", STATEMENTS[value]) if value in STATEMENTS else value,
}


class Change(NamedTuple):
    """One field of an entry, with its value before and after in the reader's words."""

    field: str
    before: str
    after: str


def changes_of(entry):
    known = ((field, pair) for field, pair in entry.changes.items() if field in FIELDS)
    return [Change(word("field", FIELDS[field]), *(said(field, value) for value in pair)) for field, pair in known]


def said(field, value):
    """A kept value in the reader's words; a dash for nothing."""
    if field in ("birth", "death", "edtf"):
        return historic_in_words(value) or "–"
    if field == "is_living":
        return living(value)
    if field == "relations":
        return joined(f"{relation_words(kind, is_other)}: {name}" for kind, name, is_other in value)
    if field == "sources":
        return joined(row["text"] for row in value)
    if field == "former":
        return joined(f"{row['name']} {historic_in_words(row['years'])}".strip() for row in value)
    if field == "participants":
        return joined(f"{name} ({role})" if role else name for name, role in value)
    if field in NAMED:
        return NAMED[field](value) if value else "–"
    if isinstance(value, dict):
        return joined(str(part) for part in value.values())
    return joined(value) if isinstance(value, list) else str(value or "–")


def joined(parts):
    return ", ".join(dict.fromkeys(parts)) or "–"


def historic_in_words(edtf):
    return in_words(edtf, get_locale().language) if edtf else ""

"""Records as a table for a spreadsheet: a line for each, the words of each language in a column of its own."""

from collections.abc import Callable
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import pgettext

from app.language import NAMES
from app.materials.words import historic, rights_words
from app.spreadsheets import XLSX, as_csv, as_xlsx
from app.text import reader_language, word


class Table(NamedTuple):
    """A kind of file: `write(heads, lines)` gives its bytes."""

    write: Callable
    MEDIA_TYPE: str

    def as_list(self, records):
        return self.write(heads(), [line(record) for record in records])


FORMS = {"csv": Table(as_csv, "text/csv"), "xlsx": Table(as_xlsx, XLSX)}


def heads():
    titles, descriptions = pgettext("field", "Title"), pgettext("field", "Description")
    return [
        _("Accession number"),
        *(f"{words}, {code}" for words in (titles, descriptions) for code in NAMES),
        _("Kind"),
        _("When it was made"),
        "EDTF",
        _("Language"),
        *(pgettext("subject", many) for many in ("Persons", "Events", "Places")),
        _("Link"),
        _("Rights"),
        "URI",
        _("Rights holder"),
        _("Address"),
    ]


def line(record):
    return [
        record.accession,
        *(texts.get(code, "") for texts in (record.titles, record.descriptions) for code in NAMES),
        word("material kind", record.genre.value),
        historic(record.edtf),
        record.edtf,
        record.language,
        *("; ".join(best(thing.names) for thing in record.named(kind)) for kind in ("person", "event", "place")),
        record.link,
        rights_words(record.rights_uri),
        record.rights_uri,
        record.rights_holder,
        record.address,
    ]


def best(names):
    """The name in the reader's language, else as it was first written."""
    return names.get(reader_language()) or next(iter(names.values()), "")

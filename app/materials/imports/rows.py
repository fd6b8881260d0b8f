"""What each line of a table would become: a new material, a changed one, nothing, or an error with its sentence."""

import hashlib
import json
from typing import NamedTuple

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.materials.actions import as_written, plainly
from app.materials.forms import PLAIN, MaterialForm
from app.materials.imports.cells import read
from app.materials.imports.columns import OF_NAMES, names
from app.materials.named_files.naming import file_key, names_in
from app.text import say
from workflows.materials import DEEDS

ADD, UPDATE = "add", "update"


class Line(NamedTuple):
    """A line of the table: its number in the file and the text of each field that has some."""

    number: int
    typed: dict


class Row(NamedTuple):
    """What a line would become. `values` are what `collect` or `revise` takes.

    `changes` are ``{field: [old, new]}`` as the journal keeps them, of a new material with empty old ones; `news` the
    names that the line introduces, by field; `reasons` the sentences why it becomes nothing, `is_wrong` whether they
    are errors to be mended.
    """

    line: Line
    material: object
    values: dict
    changes: dict
    news: dict
    reasons: list
    is_wrong: bool = True

    @property
    def is_ready(self):
        return not self.reasons

    @property
    def mark(self):
        """What the reader of a dry run agreed to; another mark is another deed."""
        version = self.material and (self.material.id, self.material.version)
        return (self.line.number, version, self.changes, self.news)


class LineForm(MaterialForm):
    """The form of a material, filled in by a line of a table instead of a browser: its rules are the same."""

    files = None  # type: ignore[assignment]

    def __init__(self, typed):
        super().__init__(formdata=MultiDict(typed), meta={"csrf": False})

    def is_submitted(self):
        return True

    def values_of(self, fields):
        """What `revise` takes, of these fields alone; a date of history has three columns."""
        wanted = {*fields, *(("edtf", "date_min", "date_max") if "made" in fields else ())}
        return {name: value for name, value in self.values().items() if name in wanted}


def lines_of(lines, columns):
    """The lines under the heads; `columns` say which of their cells is which field."""
    for number, cells in enumerate(lines, 2):
        yield Line(number, {field: cells[column] for field, column in columns.items() if cells[column]})


def key_of(line):
    """What the same line has whichever way its columns stand, so that it is not brought in twice."""
    said = sorted((field, text) for field, text in line.typed.items() if field not in ("accession", "files"))
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def row_of(line, material, known):
    """The row of a line for a new material, or for one that it changes; `known` says whom its names mean."""
    filled, news, reasons = read_cells(line, known)
    row = row_from(line, material, filled, news=news, reasons=reasons, actor=known.actor)
    return with_files(row, known.files.get(material.id, ()) if material else ())


def with_files(row, known):
    """The same row with the files that it names beyond the `known` ones; they are waited for once it is carried out."""
    names = [name for name in names_in(row.line.typed.get("files", "")) if file_key(name) not in known]
    if not names or (row.reasons and row.is_wrong):
        return row
    return row._replace(changes={**row.changes, "files": [[], names]}, reasons=[])


def row_from(line, material, filled, *, news, reasons, actor):
    """The same from what the form is filled in with, over what the material has."""
    form = LineForm({**drawn(material), **filled})
    if not form.validate():
        reasons += [*errors_of(form, line, filled)]
    if material and not reasons:
        reasons += [say(why) for why in DEEDS.refusals(material, "revise", actor=actor)]
    if reasons:
        return Row(line, material, {}, {}, {}, reasons)
    values = form.values_of(line.typed) if material else form.values()
    changes = changes_in(material, values)
    nothing = [] if changes else [_("Nothing would change.")]
    return Row(line, material, values, changes, news, nothing, is_wrong=False)


def read_cells(line, known):
    """The cells as the form takes them, the names that are new by field, and what cannot be read."""
    filled: dict = {}
    news: dict = {}
    reasons: list = []
    for field, text in line.typed.items():
        try:
            if field in OF_NAMES:
                meant = known.names.meant(field, text)
                filled |= numbered(field, [one.name for one in meant])
                news[field] = [one.name for one in meant if one.is_new]
            else:
                filled[field] = read(field, text)
        except ValueError as unread:
            reasons.append(about(field, text, say(unread.args[0])))
            filled[field] = None
    return filled, {field: new for field, new in news.items() if new}, reasons


def numbered(field, found):
    """Names as the rows of a form."""
    return {f"{field}-{n}": name for n, name in enumerate(found)}


def drawn(material):
    """What the form holds of a material, as a browser sends it; a date as it is kept, so that it stays what it was."""
    if material is None:
        return {}
    facts = {name: plainly(getattr(material, name)) for name in (*PLAIN, "genre", "acquisition")}
    words = {name: material.original(name) for name in ("title", "description")}
    return facts | words | {"made": material.edtf}


def errors_of(form, line, filled):
    """What the form says of the line; a cell that could not be read at all has said so already."""
    for field, errors in form.errors.items():
        if field not in filled or filled[field] is not None:
            words = dict.fromkeys(error for part in errors for error in ([part] if isinstance(part, str) else part))
            yield from (about(field, line.typed.get(field, ""), word) for word in words)


def about(field, text, sentence):
    label = names()[field]
    return f"{label}: {text[:60]} – {sentence}" if text else f"{label}: {sentence}"


def changes_in(material, values):
    """Fields with their old and new values as the journal keeps them."""
    new = {field: value if isinstance(value, list) else plainly(value) for field, value in values.items()}
    shown = [field for field in new if field not in ("date_min", "date_max")]
    old = as_written(material, [field for field in shown if hasattr(material, field)]) if material else {}
    empty = {field: [] if isinstance(new[field], list) else "" for field in shown}
    before = {**empty, **{field: old[field] for field in shown if field in old}}
    return {field: [before[field], new[field]] for field in shown if before[field] != new[field]}

"""The list that goes with exported files: one line a file, for a spreadsheet."""

from pathlib import PurePath
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import pgettext

from app.db import db
from app.files import queries as files
from app.materials import queries
from app.materials.models import Material
from app.materials.words import historic, rights_words


class Kept(NamedTuple):
    """One file of the export: where it stands in the ZIP, where its bytes are, and its line of the list."""

    place: str
    stored_name: str
    line: tuple


def kept_files(project_id, reader):
    """Every file of the project's materials that this person may read, in the order of the accession numbers."""
    materials = queries.visible_to(reader).where(Material.project_id == project_id).order_by(Material.accession)
    found: list = []
    places: set = set()
    for material in db.session.scalars(materials):
        for file in db.session.scalars(files.of(material)):
            place = free_place(f"{material.accession.replace('/', '-')}/{file.name}", places)
            found.append(Kept(place, file.stored_name, line(place, material, file)))
    return found


def free_place(wanted, places):
    """The place, with a number where another file has it already."""
    path, number, place = PurePath(wanted), 1, wanted
    while place in places:
        number += 1
        place = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
    places.add(place)
    return place


def heads():
    return (
        _("File"),
        _("Accession number"),
        _("Title"),
        _("Kind"),
        _("Date"),
        _("Source"),
        _("Rights"),
        _("Rights holder"),
        _("Status"),
        "SHA-256",
    )


def line(place, material, file):
    return (
        place,
        material.accession,
        material.title,
        pgettext("material kind", material.genre.value),
        historic(material.edtf),
        material.source_name,
        rights_words(material.rights_uri),
        material.rights_holder,
        pgettext("material", material.state.value),
        file.sha256,
    )

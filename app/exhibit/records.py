"""What other systems are told of the materials on show: exactly what their public pages show."""

import sqlalchemy as sa

from app.db import rows
from app.exhibit.shown import IS_NAMED, IS_SEEN, IS_SHOWN, IS_TOLD, PROJECT, today
from app.materials.models import Material
from app.materials.standards import reading
from app.materials.standards.record import Record
from app.materials.subjects.models import Event, Person, Place
from app.outbox.links import absolute

ON_SHOW = (
    sa.select(*reading.FACTS)
    .where(Material.project_id == PROJECT, Material.id.in_(sa.bindparam("material_ids", expanding=True)), IS_SHOWN)
    .order_by(Material.id)
)
ABOUT = reading.about({Person: IS_NAMED, Event: IS_SEEN, Place: Place.deleted_at.is_(None)}, IS_TOLD)


def records(exhibition, material_ids) -> dict[int, Record]:
    """Those of these materials that are on show: ``{material's id: its record}``."""
    found = list(on_show(exhibition, material_ids).values())
    tied = rows(ABOUT, **today(exhibition), material_ids=material_ids) if found else []

    def address(what, id):
        """The page of a thing; places have none."""
        if what == "material":
            return address_of(exhibition.id, id)
        return absolute(PAGES[what], project_id=exhibition.id, subject_id=id) if what in PAGES else ""

    made = reading.records(found, tied, address)
    return {row.id: record for row, record in zip(found, made, strict=True)}


def on_show(exhibition, material_ids):
    """The rows of those that are on show: ``{material's id: row}``."""
    found = rows(ON_SHOW, **today(exhibition), material_ids=material_ids) if material_ids else []
    return {row.id: row for row in found}


def address_of(project_id, material_id):
    """The page of a material in every language, by which the world knows it."""
    return absolute("exhibit.show", project_id=project_id, material_id=material_id)


PAGES = {"person": "exhibit.show_person", "event": "exhibit.show_event"}

"""What search engines are told of an exhibition: an index, and lists of pages by the numbers of their ids."""

import sqlalchemy as sa
from flask import render_template

from app.db import one_row, rows
from app.exhibit.queries import SEEN
from app.exhibit.shown import IS_SHOWN, PROJECT, today
from app.language import NAMES
from app.materials.models import Material
from app.materials.subjects.models import Event, Person

#: Each list holds the ids of one such stretch, so that none is counted and none outgrows what the protocol allows.
STRETCH = 10_000
XML = {"Content-Type": "application/xml; charset=utf-8"}
BOUNDS = sa.select(sa.func.min(Material.id).label("first"), sa.func.max(Material.id).label("last")).where(
    Material.project_id == PROJECT, IS_SHOWN
)
BETWEEN = (
    sa.select(Material.id)
    .where(Material.project_id == PROJECT, IS_SHOWN)
    .where(Material.id >= sa.bindparam("first"), Material.id < sa.bindparam("end"))
    .order_by(Material.id)
)
SUBJECTS = {
    model: sa.select(model.id).where(model.project_id == PROJECT, SEEN[model]).order_by(model.id).limit(STRETCH)
    for model in SEEN
}


def sitemap(here):
    found = one_row(BOUNDS, **today(here))
    stretches = range(found.first // STRETCH, found.last // STRETCH + 1) if found.first else ()
    return render_template("exhibit/sitemap_index.xml", stretches=stretches), XML


def sitemap_of_materials(here, stretch):
    ids = rows(BETWEEN, first=stretch * STRETCH, end=(stretch + 1) * STRETCH, **today(here))
    return drawn([("exhibit.show", {"material_id": row.id}) for row in ids])


def sitemap_of_pages(here):
    lists: list = [(f"exhibit.{name}", {}) for name in ("index", "persons", "events", "chronicle")]
    for model, name in ((Person, "exhibit.show_person"), (Event, "exhibit.show_event")):
        lists += [(name, {"subject_id": row.id}) for row in rows(SUBJECTS[model], **today(here))]
    return drawn(lists)


def drawn(pages):
    return render_template("exhibit/sitemap.xml", pages=pages, codes=list(NAMES)), XML


PAGES = {
    "/sitemap.xml": sitemap,
    "/sitemap-materials-<int:stretch>.xml": sitemap_of_materials,
    "/sitemap-pages.xml": sitemap_of_pages,
}

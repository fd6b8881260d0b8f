"""What goes into a bag, read page by page: the materials that were chosen, and of each its files."""

from functools import lru_cache

import sqlalchemy as sa

from app.db import db, is_sqlite, rows
from app.files import queries as files
from app.files.models import CLOSED, File
from app.materials import queries
from app.materials.matching import every, latest, page_begins
from app.materials.models import Material

AT_ONCE = 100


def count(project_id, values):
    """How many materials were chosen, by the conditions of the list's filter."""
    return rows(counting(frozenset(values), is_sqlite()), project_id=project_id, **values)[0].n


@lru_cache(maxsize=64)
def counting(names, _on_sqlite):
    chosen = every(names, Material.id).subquery()
    return sa.select(sa.func.count().label("n")).select_from(chosen)


def pages(project_id, reader, values):
    """The chosen materials that this person may read now, a list of them at a time, in the order of the list."""
    beginning: dict = {}
    while found := rows(page(frozenset(values | beginning), is_sqlite()), project_id=project_id, **values, **beginning):
        ids = [row.id for row in found]
        read = db.session.scalars(queries.visible_to(reader).where(Material.id.in_(ids)))
        yield sorted(read, key=lambda material: ids.index(material.id))
        beginning = {page_begins(values): found[-1].place}


@lru_cache(maxsize=64)
def page(names, _on_sqlite):
    return latest(names, AT_ONCE, Material.id)


def files_of(material):
    """Its files, without what is closed: a signed paper leaves by its own page alone, which writes down who reads."""
    return db.session.scalars(files.of(material).where(File.access != CLOSED)).all()

"""What changed for everybody and when, project by project, each page found by its place and none counted."""

from typing import NamedTuple

import sqlalchemy as sa

from app.db import UTCDateTime, one_row, rows
from app.exhibit import records
from app.exhibit.harvest.asked import Place
from app.exhibit.shown import HAS_EXHIBIT
from app.materials.models import Material
from app.projects.models import Project
from app.text import words_of

AT_ONCE = 100
SETS_AT_ONCE = 200


def at(name):
    return sa.bindparam(name, type_=UTCDateTime())


class Told(NamedTuple):
    """A material that is or was on show: when that last changed, and its record, or None when it is not any more."""

    id: int
    project_id: int
    at: object
    record: object


PLACE = sa.tuple_(Material.public_at, Material.id)
BEHIND = sa.tuple_(at("at"), sa.bindparam("after", type_=sa.Integer)) < PLACE
CHANGED = (Material.public_at < at("end"),)
FIRST = sa.bindparam("first", type_=sa.Integer)
CHANGES = sa.exists().where(Material.project_id == Project.id, *CHANGED).correlate(Project)
#: The project in which a list goes on: this one while something is left in it, else the next that has something.
PROJECT = (
    sa.select(Project.id, Project.time_zone, HAS_EXHIBIT.label("is_open"))
    .where(Project.id >= FIRST, Project.id <= sa.bindparam("last", type_=sa.Integer))
    .where(
        # Each half walks the index from where it begins: together they would walk over all that was given already.
        sa.or_(
            sa.and_(Project.id == FIRST, CHANGES.where(BEHIND)),
            sa.and_(Project.id > FIRST, CHANGES.where(Material.public_at >= at("since"))),
        )
    )
    .order_by(Project.id)
    .limit(1)
)
STAMPS = (
    sa.select(Material.id, Material.project_id, Material.public_at)
    .where(Material.project_id == sa.bindparam("project_id"), BEHIND, *CHANGED)
    .order_by(Material.public_at, Material.id)
    .limit(AT_ONCE + 1)
)


def page_of(place, *, whole):
    """At most a page of a list from a place on, and the place of the next page or None; `whole` asks for records."""
    project = one_row(PROJECT, **place._asdict())
    if project is None:
        return [], None
    if project.id != place.first:
        place = Place(project.id, place.last, place.since, place.end, place.since, 0)
    found = rows(STAMPS, project_id=project.id, at=place.at, after=place.after, end=place.end)
    shown = found[:AT_ONCE]
    behind = place._replace(at=shown[-1].public_at, after=shown[-1].id)
    further = behind if len(found) > AT_ONCE else begun_anew(behind)
    return told(project, shown, whole), further


def begun_anew(behind):
    """The beginning of the next project that has something in the list."""
    project = one_row(PROJECT, **behind._asdict())
    return behind._replace(first=project.id, at=behind.since, after=0) if project else None


def told(project, stamps, whole):
    ids = [row.id for row in stamps] if project.is_open else []
    known = records.records(project, ids) if whole else records.on_show(project, ids)
    return [Told(row.id, row.project_id, row.public_at, known.get(row.id)) for row in stamps]


ONE = (
    sa.select(Material.id, Material.project_id, Material.public_at, Project.time_zone, HAS_EXHIBIT.label("is_open"))
    .join(Project, Project.id == Material.project_id)
    .where(Material.id == sa.bindparam("material_id"), Material.public_at.is_not(None))
)


class Where(NamedTuple):
    """A project as the readers of the exhibition take it."""

    id: int
    time_zone: str
    is_open: bool


def one(material_id):
    """A material that is or was on show, or None."""
    row = one_row(ONE, material_id=material_id)
    return told(Where(row.project_id, row.time_zone, row.is_open), [row], True)[0] if row else None


def earliest():
    """When anything was first told of what is still told, or None."""
    return one_row(sa.select(sa.func.min(Material.public_at).label("at"))).at


SETS = (
    sa.select(Project.id, words_of(Project, "title").label("title"))
    .where(HAS_EXHIBIT, Project.id > sa.bindparam("after", type_=sa.Integer))
    .order_by(Project.id)
    .limit(SETS_AT_ONCE + 1)
)


def sets(after):
    """At most a page of the open exhibitions, and the id of the last one if more follow."""
    found = rows(SETS, after=after)
    shown = found[:SETS_AT_ONCE]
    return shown, shown[-1].id if len(found) > SETS_AT_ONCE else None

"""What has a date, as it stands on the chronicle's line: lives, events and the materials about them."""

from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from app import clock
from app.db import rows
from app.materials.models import Material
from app.materials.subjects.models import Event, Person, about_event, about_person
from app.text import words_of

#: So many lives and events stand on one page, and so many materials hang on them.
MOST, MOST_DOTS = 150, 600


class Lane(NamedTuple):
    """One life or event: from which to which day it lasts, and whether its end is open; days are proleptic ordinals."""

    kind: str
    id: int
    title: str
    start: int
    end: int
    is_open: bool
    dates: tuple
    material_count: int


class Dot(NamedTuple):
    """A material at its day, or in the middle of its days, on the lane of a life or an event."""

    id: int
    title: str
    day: int


class Only(NamedTuple):
    """What may stand on the line, as conditions on persons, events and materials, with the values these take."""

    persons: object
    events: object
    materials: object
    values: dict


#: For the workgroup: whatever is not in the bin.
OURS = Only(Person.deleted_at.is_(None), Event.deleted_at.is_(None), Material.deleted_at.is_(None), {})


def first_day(year):
    return date(min(max(year, 1), 9999), 1, 1).toordinal()


def whole(project_id, only=OURS):
    """The first and the last year of anything that has a date."""
    ends = sa.union_all(
        *(
            sa.select(sa.func.min(first).label("first"), sa.func.max(last).label("last")).where(
                model.project_id == project_id, which
            )
            for model, which, first, last in (
                (Person, only.persons, Person.birth_min, Person.birth_max),
                (Person, only.persons, Person.death_min, Person.death_max),
                (Event, only.events, Event.date_min, Event.date_max),
            )
        )
    ).subquery()
    firsts, lasts = zip(*rows(sa.select(ends.c.first, ends.c.last), **only.values), strict=True)
    days = [day for day in (*firsts, *lasts) if day]
    return (date.fromordinal(min(days)).year, date.fromordinal(max(days)).year) if days else None


def lanes_of(project, first, last, only=OURS):
    left, right, today = first_day(first), first_day(last + 1), clock.today(project.time_zone).toordinal()
    for row in rows(persons_between(project.id, left, right, only.persons), **only.values):
        start, end = row.birth_min or row.death_min, row.death_max or row.death_min
        is_open = end is None or row.birth_min is None
        end = end or (row.birth_max if row.is_living is False else today) or start
        yield Lane("person", row.id, row.title, start, max(start, end), is_open, (row.birth, row.death), row.n)
    for row in rows(events_between(project.id, left, right, only.events), **only.values):
        start = row.date_min or row.date_max
        end = row.date_max or start
        is_open = row.date_min is None or row.date_max is None
        yield Lane("event", row.id, row.title, start, end, is_open, (row.edtf,), row.n)


def persons_between(project_id, left, right, which):
    start = sa.func.coalesce(Person.birth_min, Person.death_min)
    end = sa.func.coalesce(Person.death_max, right)
    query = sa.select(Person.id, Person.birth, Person.birth_min, Person.birth_max, Person.death)
    return (
        query.add_columns(Person.death_min, Person.death_max, Person.is_living, Person.material_count.label("n"))
        .add_columns(words_of(Person, "name").label("title"))
        .where(Person.project_id == project_id, which, start < right, end >= left)
        .order_by(start, Person.id)
        .limit(MOST)
    )


def events_between(project_id, left, right, which):
    start, end = sa.func.coalesce(Event.date_min, Event.date_max), sa.func.coalesce(Event.date_max, Event.date_min)
    return (
        sa.select(Event.id, Event.edtf, Event.date_min, Event.date_max, Event.material_count.label("n"))
        .add_columns(words_of(Event, "name").label("title"))
        .where(Event.project_id == project_id, which, start < right, end >= left)
        .order_by(start, Event.id)
        .limit(MOST)
    )


def dots_of(project_id, lanes, only=OURS):
    """The dated materials of each lane: ``{(kind, id): [Dot]}``."""
    found: dict = {}
    parts = (tied_to(kind, table, project_id, lanes, only.materials) for kind, table in TIED.items())
    for row in rows(sa.union_all(*parts).limit(MOST_DOTS), **only.values):
        found.setdefault((row.kind, row.subject_id), []).append(Dot(row.id, row.title, row.day))
    return found


TIED = {"person": about_person, "event": about_event}


def tied_to(kind, table, project_id, lanes, which):
    ids = [lane.id for lane in lanes if lane.kind == kind]
    subject_id = table.c[f"{kind}_id"]
    day = sa.func.coalesce((Material.date_min + Material.date_max) // 2, Material.date_min, Material.date_max)
    return (
        sa.select(sa.literal(kind).label("kind"), subject_id.label("subject_id"), Material.id.label("id"))
        .add_columns(words_of(Material, "title").label("title"), day.label("day"))
        .join(table, table.c.material_id == Material.id)
        .where(table.c.project_id == project_id, subject_id.in_(ids))
        .where(which, day.is_not(None))
    )

"""The chronicle: lives as bars and events as points on one line of years, with the materials hanging on them."""

from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from flask import g, render_template, request
from flask_babel import pgettext

from app import clock
from app.db import db, rows
from app.etag import unchanged
from app.materials.models import Material
from app.materials.subjects.models import Event, Person, about_event, about_person
from app.projects.glance import at_a_glance
from app.text import words_of
from workflows.sentences import p

#: How many years a page shows, by how near it looks; the whole has no fixed number.
SCALES = {
    "all": (None, p("chronicle", "All of it")),
    "century": (100, p("chronicle", "A century")),
    "decade": (10, p("chronicle", "Ten years")),
}
#: So many lives and events stand on one page, and so many materials hang on them.
MOST, MOST_DOTS = 150, 600
WIDTH, LANE, TOP = 1000, 32, 38
#: The distances between years that are written on the line, of which the first with room is taken.
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)
MOST_YEARS_WRITTEN = 12


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
    """A material at its day on the lane of a life or an event."""

    id: int
    title: str
    day: int


class Scene:
    """What stands on the line between the first and the last year, and where."""

    def __init__(self, lanes, dots, first, last):
        self.lanes, self.dots, self.first, self.last = lanes, dots, first, last
        self.height = TOP + LANE * len(lanes) + 8
        self.left, self.right = first_day(first), first_day(last + 1)

    def x(self, day):
        """Where a day stands, within the picture."""
        share = (min(max(day, self.left), self.right) - self.left) / (self.right - self.left)
        return round(8 + share * (WIDTH - 16), 1)

    def y(self, place):
        return TOP + LANE * place + LANE / 2

    @property
    def years(self):
        """The years that are written, each with its place."""
        span = self.last - self.first + 1
        step = next((step for step in STEPS if span / step <= MOST_YEARS_WRITTEN), STEPS[-1])
        written = range(-(-self.first // step) * step, self.last + 1, step)
        return [(year, self.x(first_day(year))) for year in written]

    def is_far_right(self, lane):
        """Whether its name stands left of it, since there is no room on the right."""
        return self.x(lane.start) > WIDTH * 0.6


def first_day(year):
    return date(min(max(year, 1), 9999), 1, 1).toordinal()


def show(project_id):
    project = at_a_glance(project_id, g.actor)
    if answer := unchanged([project]):
        return answer
    scale = request.args.get("scale", "")
    scale = scale if scale in SCALES else "all"
    scene = scene_of(project, SCALES[scale][0], request.args.get("from", type=a_year))
    return render_template(
        "materials/chronicle.html",
        project=project,
        scene=scene,
        scale=scale,
        scales=[(name, pgettext("chronicle", words)) for name, (_years, words) in SCALES.items()],
    )


def a_year(typed):
    """A year behind the question mark. Raises ValueError when it is none."""
    year = int(typed)
    if not 1 <= year <= 9900:
        raise ValueError(typed)
    return year


def scene_of(project, years, wanted):
    """The part of the line that is asked for; None when nothing has a date."""
    bounds = whole(project.id)
    if not bounds:
        return None
    first, last = bounds
    if years:
        first = (wanted or first) // years * years
        last = first + years - 1
    lanes = sorted(lanes_of(project, first, last), key=lambda lane: (lane.start, lane.kind, lane.id))[:MOST]
    return Scene(lanes, dots_of(project.id, lanes), first, last)


def whole(project_id):
    """The first and the last year of anything that has a date."""
    ends = sa.union_all(
        *(
            sa.select(sa.func.min(first).label("first"), sa.func.max(last).label("last")).where(
                model.project_id == project_id, model.deleted_at.is_(None)
            )
            for model, first, last in (
                (Person, Person.birth_min, Person.birth_max),
                (Person, Person.death_min, Person.death_max),
                (Event, Event.date_min, Event.date_max),
            )
        )
    ).subquery()
    firsts, lasts = zip(*rows(sa.select(ends.c.first, ends.c.last)), strict=True)
    days = [day for day in (*firsts, *lasts) if day]
    return (date.fromordinal(min(days)).year, date.fromordinal(max(days)).year) if days else None


def lanes_of(project, first, last):
    left, right, today = first_day(first), first_day(last + 1), clock.today(project.time_zone).toordinal()
    for row in rows(persons_between(project.id, left, right)):
        start, end = row.birth_min or row.death_min, row.death_max or row.death_min
        is_open = end is None or row.birth_min is None
        end = end or (row.birth_max if row.is_living is False else today) or start
        yield Lane("person", row.id, row.title, start, max(start, end), is_open, (row.birth, row.death), row.n)
    for row in rows(events_between(project.id, left, right)):
        start = row.date_min or row.date_max
        end = row.date_max or start
        is_open = row.date_min is None or row.date_max is None
        yield Lane("event", row.id, row.title, start, end, is_open, (row.edtf,), row.n)


def persons_between(project_id, left, right):
    start = sa.func.coalesce(Person.birth_min, Person.death_min)
    end = sa.func.coalesce(Person.death_max, right)
    query = sa.select(Person.id, Person.birth, Person.birth_min, Person.birth_max, Person.death)
    return (
        query.add_columns(Person.death_min, Person.death_max, Person.is_living, Person.material_count.label("n"))
        .add_columns(words_of(Person, "name").label("title"))
        .where(Person.project_id == project_id, Person.deleted_at.is_(None), start < right, end >= left)
        .order_by(start, Person.id)
        .limit(MOST)
    )


def events_between(project_id, left, right):
    start, end = sa.func.coalesce(Event.date_min, Event.date_max), sa.func.coalesce(Event.date_max, Event.date_min)
    return (
        sa.select(Event.id, Event.edtf, Event.date_min, Event.date_max, Event.material_count.label("n"))
        .add_columns(words_of(Event, "name").label("title"))
        .where(Event.project_id == project_id, Event.deleted_at.is_(None), start < right, end >= left)
        .order_by(start, Event.id)
        .limit(MOST)
    )


def dots_of(project_id, lanes):
    """The dated materials of each lane: ``{(kind, id): [Dot]}``."""
    found: dict = {}
    tied = sa.union_all(*(tied_to(kind, table, project_id, lanes) for kind, table in TIED.items())).limit(MOST_DOTS)
    for row in db.session.execute(tied):
        found.setdefault((row.kind, row.subject_id), []).append(Dot(row.id, row.title, row.day))
    return found


TIED = {"person": about_person, "event": about_event}


def tied_to(kind, table, project_id, lanes):
    ids = [lane.id for lane in lanes if lane.kind == kind]
    subject_id = table.c[f"{kind}_id"]
    return (
        sa.select(sa.literal(kind).label("kind"), subject_id.label("subject_id"), Material.id.label("id"))
        .add_columns(words_of(Material, "title").label("title"), Material.date_min.label("day"))
        .join(table, table.c.material_id == Material.id)
        .where(table.c.project_id == project_id, subject_id.in_(ids))
        .where(Material.deleted_at.is_(None), Material.date_min.is_not(None))
    )

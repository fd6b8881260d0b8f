"""Persons, events and places as they are found: through the person who asks, and through what they are tied to."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, lazyload

from app.db import db
from app.finding import matching
from app.materials.duplicates.models import PAIRS
from app.materials.models import Material
from app.materials.subjects.models import (
    Event,
    Participation,
    Person,
    Place,
    Relation,
    about_event,
    about_person,
    about_place,
)
from app.projects.models import Membership, Project, Seat
from app.projects.queries import only, project_ids_of
from app.text import SearchEntry, Text, read_words, words_of

SHOWN_AT_ONCE = 50
#: A page shows so many of the things that one is tied to, the oldest first.
TIED = 200
#: An event without a date stands after all others.
LAST_DAY = 4_000_000
#: What may be the same, of which so much is named at most, stands before all others.
FIRST_DAY, HINTED = -LAST_DAY, 5
ABOUT = {"person": about_person, "event": about_event, "place": about_place}
OWN = {Person: (Person.names,), Event: (Event.place,), Place: (Place.part_of,)}


def visible_to(model, actor):
    return db.select(model).where(model.project_id.in_(project_ids_of(actor)), model.deleted_at.is_(None))


def find(model, id, actor):
    """The person, event or place with what its page shows of itself, or a 404."""
    thing = only(visible_to(model, actor).where(model.id == id).options(*as_shown(model)))
    near = [getattr(thing, tie.key) for tie in OWN[model] if tie.key != "names"]
    read_words(thing, thing.project, *(place for place in near if place))
    return thing


def as_shown(model):
    """What is read with a person, event or place for a page of its own; the words are read apart."""
    seats = joinedload(model.project).selectinload(Project.seats).joinedload(Seat.memberships)
    return (
        seats.lazyload(Membership.seat),
        joinedload(model.project).lazyload(Project.texts),
        lazyload(model.texts),
        *map(read_with_it, OWN[model]),
    )


def read_with_it(tie):
    """A place's words are read apart as well."""
    read = joinedload(tie)
    return read if tie is Person.names else read.lazyload(Place.texts)


def page_of(model, project, *, words="", after=None):
    """At most a page of a project's persons, events or places as lines, and whether more follow.

    Events stand in the order of time, the others in that of the Kazakh alphabet.
    """
    name = sa.and_(Text.subject_type == model.kind, Text.subject_id == model.id, Text.field == "name", Text.is_original)
    key = sa.func.coalesce(Event.date_min, LAST_DAY) if model is Event else Text.sort_kk
    query = db.select(*facts_of(model), words_of(model, "name").label("title")).join(Text, name)
    query = query.where(model.project_id == project.id, model.deleted_at.is_(None))
    if words:
        mine = (SearchEntry.project_id == project.id, SearchEntry.subject_type == model.kind)
        query = query.where(model.id.in_(db.select(SearchEntry.subject_id).where(*mine, matching(words))))
    if after:
        last = db.select(key).select_from(model).join(Text, name).where(model.id == after).scalar_subquery()
        query = query.where(sa.or_(key > last, sa.and_(key == last, model.id > after)))
    rows = db.session.execute(query.order_by(key, model.id).limit(SHOWN_AT_ONCE + 1)).all()
    return rows[:SHOWN_AT_ONCE], len(rows) > SHOWN_AT_ONCE


def facts_of(model):
    dates = {Person: (Person.birth, Person.death), Event: (Event.edtf,), Place: ()}
    return (model.id, model.material_count, *dates[model])


def ties_of(thing):
    """What a thing is tied to, in one statement: rows of what, id, title, note, edtf; a note is a role or a kind."""
    ties = [
        materials_about(thing),
        *same_as(thing),
        *{Person: of_person, Event: of_event, Place: of_place}[type(thing)](thing),
    ]
    every = sa.union_all(*ties).subquery()
    return db.session.execute(sa.select(every).order_by(every.c.date, every.c.id).limit(TIED)).all()


def row(what, model, note, edtf, date, *, is_deleted=False):
    return db.select(
        sa.literal(what).label("what"),
        model.id.label("id"),
        words_of(model, "title" if model is Material else "name").label("title"),
        sa.cast(note, sa.String).label("note"),
        edtf.label("edtf"),
        sa.func.coalesce(date, LAST_DAY).label("date"),
    ).where(model.deleted_at.is_not(None) if is_deleted else model.deleted_at.is_(None))


def materials_about(thing):
    table = ABOUT[thing.kind]
    ids = db.select(table.c.material_id).where(
        table.c.project_id == thing.project_id, table.c[f"{thing.kind}_id"] == thing.id
    )
    return row("material", Material, Material.genre, Material.edtf, Material.date_min).where(Material.id.in_(ids))


def of_person(person):
    mine = Relation.project_id == person.project_id
    person_row = (Person, Relation.kind, Person.birth, Person.birth_min)
    yield (
        row("is", *person_row)
        .join(Relation, Relation.other_id == Person.id)
        .where(mine, Relation.person_id == person.id)
    )
    yield (
        row("has", *person_row)
        .join(Relation, Relation.person_id == Person.id)
        .where(mine, Relation.other_id == person.id)
    )
    yield (
        row("event", Event, Participation.role, Event.edtf, Event.date_min)
        .join(Participation, Participation.event_id == Event.id)
        .where(Participation.project_id == person.project_id, Participation.person_id == person.id)
    )


def same_as(thing):
    """What may be the same, and what turned out to be."""
    model, nothing = type(thing), (sa.literal(""), sa.literal(""), sa.literal(FIRST_DAY))
    yield row("likely", model, *nothing).where(model.id.in_(likely_same(thing)))
    yield row("merged", model, *nothing, is_deleted=True).where(model.merged_into_id == thing.id)


def likely_same(thing):
    """The ids of the likeliest duplicates of a thing."""
    pair = PAIRS[thing.kind]
    open_one = pair.is_apart.is_(False)
    sides = sa.union_all(
        sa.select(pair.other_id.label("id"), pair.rank).where(pair.one_id == thing.id, open_one),
        sa.select(pair.one_id, pair.rank).where(pair.other_id == thing.id, open_one),
    ).subquery()
    likeliest = sa.select(sides.c.id).order_by(sides.c.rank, sides.c.id).limit(HINTED).subquery()
    return sa.select(likeliest.c.id)


def of_event(event):
    yield (
        row("person", Person, Participation.role, Person.birth, Person.birth_min)
        .join(Participation, Participation.person_id == Person.id)
        .where(Participation.event_id == event.id)
    )


def of_place(place):
    nothing = sa.literal("")
    yield row("event", Event, nothing, Event.edtf, Event.date_min).where(Event.place_id == place.id)
    yield row("place", Place, nothing, nothing, sa.null()).where(Place.part_of_id == place.id)


def relates(person):
    return sa.and_(
        Relation.project_id == person.project_id,
        sa.or_(Relation.person_id == person.id, Relation.other_id == person.id),
    )


def relations_of(person):
    """Triples of kind, name of the other and whether the other is what the kind says, as lists fit for JSON."""
    rows = db.session.scalars(db.select(Relation).where(relates(person)).order_by(Relation.id)).all()
    ids = {row.person_id for row in rows} | {row.other_id for row in rows}
    people = {other.id: other for other in db.session.scalars(db.select(Person).where(Person.id.in_(ids)))}
    return [
        [row.kind.name, people[row.other_id if row.person_id == person.id else row.person_id].title_for_journal, side]
        for row in rows
        for side in [row.kind.is_mutual or row.person_id == person.id]
    ]


def participants_of(event):
    """Pairs of a person's name and role, as lists fit for JSON."""
    rows = db.session.execute(
        db.select(Person, Participation.role)
        .join(Participation, Participation.person_id == Person.id)
        .where(Participation.event_id == event.id)
        .order_by(Person.id)
    )
    return [[person.title_for_journal, role] for person, role in rows]


def survivor_of(model, id, actor):
    """The id of that into which this one was merged in the end, if there is one which the actor may see."""
    found = db.session.scalar(SURVIVOR[model], {"merged_id": id})
    return db.session.scalar(visible_to(model, actor).where(model.id == found).with_only_columns(model.id))


def end_of_way(model):
    """It may have been merged into one that was merged in turn."""
    step = model.merged_into_id.is_not(None)
    merged_id = sa.bindparam("merged_id", type_=sa.Integer)
    first = sa.select(model.merged_into_id.label("id")).where(model.id == merged_id, step).cte("way", recursive=True)
    way = first.union(sa.select(model.merged_into_id).join(first, first.c.id == model.id).where(step))
    return sa.select(model.id).join(way, way.c.id == model.id).where(model.deleted_at.is_(None))


SURVIVOR = {model: end_of_way(model) for model in (Person, Event, Place)}

"""What the public reads, as narrow rows: nothing of the workgroup, of drafts or of people who did not agree."""

from functools import lru_cache

import sqlalchemy as sa
from flask import abort

from app.db import one_row, rows
from app.exhibit.shown import (
    HAS_EXHIBIT,
    IS_NAMED,
    IS_SEEN,
    IS_SHOWN,
    IS_TOLD,
    PROJECT,
    if_told,
    today,
)
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
from app.materials.subjects.queries import LAST_DAY, SURVIVOR
from app.projects.models import Project
from app.text import Text, words_of

SHOWN_AT_ONCE = 24
#: A page shows so many of the things that one is tied to.
TIED = 200
SEEN = {Person: IS_NAMED, Event: IS_SEEN}
SUBJECT = sa.bindparam("subject_id", type_=sa.Integer)
MATERIAL = sa.bindparam("material_id", type_=sa.Integer)

EXHIBITION = sa.select(
    Project.id,
    Project.revision,
    Project.time_zone,
    words_of(Project, "title").label("title"),
    words_of(Project, "description").label("description"),
).where(Project.id == PROJECT, HAS_EXHIBIT)


def exhibition(project_id):
    """The project that has an exhibition, or the 404 of one that has none."""
    return one_row(EXHIBITION, project_id=project_id) or abort(404)


def materials_of(exhibition, *, before=None, genre=None):
    """At most a page of the materials on show, the latest first, and whether more follow."""
    asked = {name: value for name, value in (("before", before), ("genre", genre)) if value}
    return page_of(listed(frozenset(asked)), exhibition, asked)


@lru_cache(maxsize=4)
def listed(names):
    narrowed = {"before": Material.id < sa.bindparam("before"), "genre": Material.genre == sa.bindparam("genre")}
    query = sa.select(Material.id, Material.genre, Material.edtf, words_of(Material, "title").label("title"))
    query = query.where(Material.project_id == PROJECT, IS_SHOWN, *(narrowed[name] for name in names))
    return query.order_by(Material.id.desc()).limit(SHOWN_AT_ONCE + 1)


def page_of(statement, exhibition, asked):
    found = rows(statement, **today(exhibition), **asked)
    return found[:SHOWN_AT_ONCE], len(found) > SHOWN_AT_ONCE


def subjects_of(model, exhibition, *, after=None):
    """At most a page of the persons or events on show, and whether more follow: persons by name, events by time."""
    asked = {"after": after} if after else {}
    return page_of(in_order(model, bool(after)), exhibition, asked)


@lru_cache(maxsize=4)
def in_order(model, is_later):
    name = sa.and_(Text.subject_type == model.kind, Text.subject_id == model.id, Text.field == "name", Text.is_original)
    key = sa.func.coalesce(Event.date_min, LAST_DAY) if model is Event else Text.sort_kk
    query = sa.select(model.id, *dates_of(model), words_of(model, "name").label("title")).join(Text, name)
    query = query.where(model.project_id == PROJECT, SEEN[model])
    if is_later:
        of_the_last = (model.id == sa.bindparam("after"), model.project_id == PROJECT)
        last = sa.select(key).select_from(model).join(Text, name).where(*of_the_last).scalar_subquery()
        query = query.where(sa.or_(key > last, sa.and_(key == last, model.id > sa.bindparam("after"))))
    return query.order_by(key, model.id).limit(SHOWN_AT_ONCE + 1)


def dates_of(model):
    return (Event.edtf,) if model is Event else (if_told(Person.birth), if_told(Person.death))


ONE_MATERIAL = sa.select(
    Material.id,
    Material.accession,
    Material.genre,
    Material.edtf,
    Material.language,
    Material.link,
    Material.rights_uri,
    Material.rights_holder,
    words_of(Material, "title").label("title"),
    words_of(Material, "description").label("description"),
).where(Material.project_id == PROJECT, Material.id == MATERIAL, IS_SHOWN)


def material(exhibition, material_id):
    """What the public may know of a material, or a 404."""
    return one_row(ONE_MATERIAL, material_id=material_id, **today(exhibition)) or abort(404)


def subjects_of_material(exhibition, material_id):
    """Whom and what a material is about, as rows of what, id, title and dates; of people only those who are named."""
    return rows(ABOUT_IT, material_id=material_id, **today(exhibition))


def about_it(model, table, is_seen):
    way = table.c[f"{model.kind}_id"]
    query = sa.select(sa.literal(model.kind).label("what"), model.id, words_of(model, "name").label("title"))
    query = query.join(table, way == model.id).where(table.c.project_id == PROJECT, table.c.material_id == MATERIAL)
    return query.where(is_seen)


ABOUT_IT = sa.union_all(
    about_it(Person, about_person, IS_NAMED),
    about_it(Event, about_event, IS_SEEN),
    about_it(Place, about_place, Place.deleted_at.is_(None)),
)

ONE_PERSON = sa.select(
    Person.id,
    if_told(Person.birth),
    if_told(Person.death),
    sa.case((IS_TOLD, Person.authorities), else_=sa.null()).label("authorities"),
    IS_TOLD.label("is_told"),
    words_of(Person, "name").label("title"),
    sa.case((IS_TOLD, words_of(Person, "description")), else_="").label("description"),
).where(Person.project_id == PROJECT, Person.id == SUBJECT, IS_NAMED)
ONE_EVENT = sa.select(
    Event.id,
    Event.edtf,
    Event.authorities,
    words_of(Event, "name").label("title"),
    words_of(Event, "description").label("description"),
    sa.select(words_of(Place, "name"))
    .where(Place.id == Event.place_id, Place.deleted_at.is_(None))
    .correlate(Event)
    .scalar_subquery()
    .label("place"),
).where(Event.project_id == PROJECT, Event.id == SUBJECT, IS_SEEN)


def person(exhibition, subject_id):
    """What the public may know of a person, or a 404; the row of who they turned out to be has another id."""
    return itself_or_survivor(Person, ONE_PERSON, exhibition, subject_id)


def event(exhibition, subject_id):
    """What the public may know of an event, or a 404; the row of what it turned out to be has another id."""
    return itself_or_survivor(Event, ONE_EVENT, exhibition, subject_id)


def itself_or_survivor(model, statement, exhibition, subject_id):
    asked = today(exhibition)
    if found := one_row(statement, subject_id=subject_id, **asked):
        return found
    survivor = one_row(SURVIVOR[model], merged_id=subject_id)
    return (survivor and one_row(statement, subject_id=survivor.id, **asked)) or abort(404)


def materials_about(model, exhibition, subject_id):
    """The materials on show about a person or an event, the oldest first."""
    return rows(ABOUT_THEM[model], subject_id=subject_id, **today(exhibition))


def about_them(model, table):
    way = table.c[f"{model.kind}_id"]
    query = sa.select(Material.id, Material.genre, Material.edtf, words_of(Material, "title").label("title"))
    query = query.join(table, table.c.material_id == Material.id)
    query = query.where(table.c.project_id == PROJECT, way == SUBJECT, IS_SHOWN)
    return query.order_by(sa.func.coalesce(Material.date_min, LAST_DAY), Material.id).limit(TIED)


ABOUT_THEM = {Person: about_them(Person, about_person), Event: about_them(Event, about_event)}


def ties_of_person(exhibition, subject_id):
    """Related persons and the events that somebody took part in; only of those of whom so much may be told."""
    return rows(TIES_OF_PERSON, subject_id=subject_id, **today(exhibition))


def tie(what, model, note, dates):
    facts = (sa.literal(what).label("what"), model.id, words_of(model, "name").label("title"))
    return sa.select(*facts, sa.cast(note, sa.String).label("note"), dates.label("edtf"))


def related(what, own, other):
    query = tie(what, Person, Relation.kind, if_told(Person.birth)).join(Relation, other == Person.id)
    return query.where(Relation.project_id == PROJECT, own == SUBJECT, IS_NAMED, IS_TOLD)


TIES_OF_PERSON = sa.union_all(
    related("is", Relation.person_id, Relation.other_id),
    related("has", Relation.other_id, Relation.person_id),
    tie("event", Event, Participation.role, Event.edtf)
    .join(Participation, Participation.event_id == Event.id)
    .where(Participation.project_id == PROJECT, Participation.person_id == SUBJECT, IS_SEEN),
).limit(TIED)


def participants_of(exhibition, subject_id):
    """Who took part in an event, of those of whom so much may be told."""
    return rows(PARTICIPANTS, subject_id=subject_id, **today(exhibition))


PARTICIPANTS = (
    tie("person", Person, Participation.role, if_told(Person.birth))
    .join(Participation, Participation.person_id == Person.id)
    .where(Participation.project_id == PROJECT, Participation.event_id == SUBJECT, IS_NAMED, IS_TOLD)
    .order_by(Person.id)
    .limit(TIED)
)

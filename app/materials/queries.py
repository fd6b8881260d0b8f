"""Materials as they are found: through the person who asks."""

from functools import lru_cache

from sqlalchemy.orm import joinedload, lazyload, selectinload

from app.db import db, is_sqlite, rows
from app.finding import asked, found_by
from app.journal.models import Entry
from app.journal.queries import with_names, with_people
from app.materials.models import Material
from app.materials.subjects.models import Event, Person, Place
from app.projects.models import Membership, Project, Seat, Stage
from app.projects.queries import only, project_ids_of
from app.text import SearchEntry, read_words, words_of

SHOWN_AT_ONCE = 50


def visible_to(actor):
    return db.select(Material).where(Material.project_id.in_(project_ids_of(actor)), Material.deleted_at.is_(None))


def find(material_id, actor):
    """The material with all that its page shows, or a 404. All words are read in one statement."""
    seats = joinedload(Material.project).selectinload(Project.seats).joinedload(Seat.memberships)
    whole = (
        seats.lazyload(Membership.seat),
        joinedload(Material.collector),
        joinedload(Material.checker),
        joinedload(Material.stage).lazyload(Stage.texts),
        selectinload(Material.persons).lazyload(Person.texts),
        joinedload(Material.events).lazyload(Event.texts),
        joinedload(Material.places).lazyload(Place.texts),
        joinedload(Material.project).lazyload(Project.texts),
        lazyload(Material.texts),
    )
    material = only(visible_to(actor).where(Material.id == material_id).options(*whole))
    stage = [material.stage] if material.stage else []
    read_words(material, material.project, *stage, *material.persons, *material.events, *material.places)
    return material


def page_of(project, *, before=None, state=None, genre=None, collector_id=None, words=""):
    """At most a page of a project's materials as their lines show them, the latest first, and whether more follow."""
    wanted = {"before": before, "state": state, "genre": genre, "collector_id": collector_id}
    values = {name: value for name, value in wanted.items() if value}
    if words:
        values["words"] = asked(words)
    found = rows(listed(frozenset(values), is_sqlite()), project_id=project.id, **values)
    return found[:SHOWN_AT_ONCE], len(found) > SHOWN_AT_ONCE


@lru_cache(maxsize=64)
def listed(names, _on_sqlite):
    """The statement of a page with these conditions, made once for each choice and database."""
    facts = (Material.id, Material.accession, Material.genre, Material.edtf, Material.state, Material.collector_id)
    query = db.select(*facts, words_of(Material, "title").label("title"))
    query = query.where(Material.project_id == PROJECT, Material.deleted_at.is_(None))
    query = query.where(*(ASKED[name]() for name in names))
    return query.order_by(Material.id.desc()).limit(SHOWN_AT_ONCE + 1)


PROJECT = db.bindparam("project_id", type_=db.Integer)
#: What a filter asks of materials, by name; the value of each is given when the statement is run.
ASKED = {
    "before": lambda: Material.id < db.bindparam("before"),
    "state": lambda: Material.state == db.bindparam("state"),
    "genre": lambda: Material.genre == db.bindparam("genre"),
    "collector_id": lambda: Material.collector_id == db.bindparam("collector_id"),
    "words": lambda: Material.id.in_(holding(db.bindparam("words"))),
}


def holding(words):
    """The ids of the project's materials in which every one of these words stands, in any spelling."""
    ours = (SearchEntry.project_id == PROJECT, SearchEntry.subject_type == Material.kind)
    return db.select(SearchEntry.subject_id).where(*ours, found_by(words))


def about(thing):
    """Every material about a person, event or place."""
    own = {"person": Material.persons, "event": Material.events, "place": Material.places}[thing.kind]
    return db.session.scalars(db.select(Material).where(Material.deleted_at.is_(None), own.any(id=thing.id)))


def history_of(material, file_ids):
    """What was done to a material and its files, the latest first, each with who did it."""
    about = db.or_(
        (Entry.subject_type == Material.kind) & (Entry.subject_id == material.id),
        (Entry.subject_type == "file") & Entry.subject_id.in_(file_ids),
    )
    return with_people(rows(with_names().where(about).order_by(Entry.id.desc()).limit(SHOWN_AT_ONCE)))

"""Materials as they are found: through the person who asks."""

from functools import lru_cache

from sqlalchemy.orm import joinedload, lazyload, selectinload

from app.db import db, is_sqlite, rows
from app.finding import asked, found_by, matching
from app.journal.models import Entry
from app.journal.queries import with_names, with_people
from app.kazakh import fold
from app.materials.models import Material
from app.materials.subjects import Event, Person
from app.projects.models import Membership, Project, Seat, Stage
from app.projects.queries import only, project_ids_of
from app.text import SearchEntry, Text, fold_start, read_words, words_of

SHOWN_AT_ONCE = 50
#: So many names are offered while one is typed.
SUGGESTED = 12


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
        joinedload(Material.project).lazyload(Project.texts),
        lazyload(Material.texts),
    )
    material = only(visible_to(actor).where(Material.id == material_id).options(*whole))
    stage = [material.stage] if material.stage else []
    read_words(material, material.project, *stage, *material.persons, *material.events)
    return material


def page_of(project, *, before=None, state=None, genre=None, collector_id=None, words=""):
    """At most a page of a project's materials as their lines show them, the latest first, and whether more follow."""
    wanted = {"before": before, "state": state, "genre": genre, "collector_id": collector_id}
    values = {name: value for name, value in wanted.items() if value}
    if words:
        values["words"] = asked(words)
    found = rows(listed(frozenset(values), is_sqlite()), project_id=project.id, **values).all()
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


def called(model, project, names):
    """The persons or events of a project that have exactly these names: ``{name: thing}``, the first where many."""
    found = db.session.execute(named(model, project, names).order_by(model.id.desc()))
    return {name: thing for name, thing in found if name in names}


def alike(model, project, names):
    """Pairs of one of these names and another that the project knows and that folds to the same spelling."""
    known = [name for name, _thing in db.session.execute(named(model, project, names).order_by(model.id))]
    return [(name, other) for name in names for other in known if name != other and fold(name) == fold(other)]


def named(model, project, names):
    """Names and their persons or events, in any spelling of these names."""
    folded = {fold_start(name) for name in names}
    return (
        db.select(Text.text, model)
        .join(model, db.and_(Text.subject_type == model.kind, Text.subject_id == model.id))
        .where(Text.subject_type == model.kind, Text.field == "name", Text.folded.in_(folded))
        .where(model.project_id == project.id, model.deleted_at.is_(None))
    )


def suggested(model, project, typed):
    """Some names that the project knows and that begin like what was typed, in the order of the Kazakh alphabet."""
    mine = (SearchEntry.project_id == project.id, SearchEntry.subject_type == model.kind)
    found = db.session.scalars(
        db.select(Text.text)
        .join(SearchEntry, db.and_(Text.subject_type == model.kind, Text.subject_id == SearchEntry.subject_id))
        .where(*mine, matching(typed), Text.field == "name")
        .order_by(Text.sort_kk)
        .limit(SUGGESTED)
    )
    return list(dict.fromkeys(found))


def history_of(material, file_ids):
    """What was done to a material and its files, the latest first, each with who did it."""
    about = db.or_(
        (Entry.subject_type == Material.kind) & (Entry.subject_id == material.id),
        (Entry.subject_type == "file") & Entry.subject_id.in_(file_ids),
    )
    return with_people(rows(with_names().where(about).order_by(Entry.id.desc()).limit(SHOWN_AT_ONCE)))

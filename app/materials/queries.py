"""Materials as they are found: through the person who asks."""

from functools import lru_cache

from flask import abort
from sqlalchemy.orm import joinedload, lazyload, selectinload

from app.db import db, is_sqlite, rows
from app.finding import exact_first
from app.journal.models import Entry
from app.journal.queries import with_names, with_people
from app.materials.matching import latest, page_begins
from app.materials.models import Material
from app.materials.subjects.models import Event, Person, Place
from app.projects.models import Membership, Project, Seat, Stage
from app.projects.queries import project_ids_of
from app.tasks.ties import mentions
from app.text import SearchEntry, read_words, words_of

SHOWN_AT_ONCE = 50


def visible_to(actor):
    return db.select(Material).where(Material.project_id.in_(project_ids_of(actor)), Material.deleted_at.is_(None))


def find(material_id, actor):
    """The material with all that its page shows, or a 404. All words are read in one statement.

    `on_agenda_of` are the meetings that speak of it, read with it.
    """
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
    query = visible_to(actor).where(Material.id == material_id).options(*whole)
    found = db.session.execute(query.add_columns(mentions.column("meeting", Material))).unique().one_or_none()
    material, spoken_of = found or abort(404)
    material.on_agenda_of = mentions.read(spoken_of)
    stage = [material.stage] if material.stage else []
    read_words(material, material.project, *stage, *material.persons, *material.events, *material.places)
    return material


def titles(ids):
    """The titles of these materials, those that were thrown away left out: ``{id: title}``."""
    found = db.select(Material.id, words_of(Material, "title").label("title"))
    return {row.id: row.title for row in rows(found.where(Material.id.in_(ids), Material.deleted_at.is_(None)))}


def page_of(project, *, begin=None, **wanted):
    """At most a page of a project's materials as their lines show them, the latest first, those of a set in its order.

    `wanted` are conditions by their names in `matching`, `begin` is the place after which the page begins. Gives the
    rows and the parts of the next page's address.
    """
    name = page_begins(wanted)
    values = wanted | ({} if begin is None else {name: begin})
    found = rows(listed(frozenset(values), is_sqlite()), project_id=project.id, **values)
    shown = found[:SHOWN_AT_ONCE]
    return shown, {name: shown[-1].place} if len(found) > SHOWN_AT_ONCE else None


#: What a line of the list shows.
FACTS = (Material.id, Material.accession, Material.genre, Material.edtf, Material.state, Material.collector_id)


@lru_cache(maxsize=256)
def listed(names, _on_sqlite):
    """The statement of a page with these conditions, made once for each choice and database."""
    return latest(names, SHOWN_AT_ONCE + 1, *FACTS, words_of(Material, "title").label("title"))


def page_of_search(typed, found, *, before=None, skip=0):
    """The same of `found`, hits of these words in any spelling: of the latest 200 at a time, exact spellings first."""
    best = exact_first(found[:LOOKED_AT], typed)
    ids = [row.id for row in best[skip : skip + SHOWN_AT_ONCE]]
    shown = {row.id: row for row in rows(CHOSEN, ids=ids)} if ids else {}
    return [shown[id] for id in ids], further(found, before, skip)


LOOKED_AT = 200


def hits_before(project, before, values):
    """What meets these conditions, words among them, behind a place in the list, the latest first."""
    values = {"before_entry": before, **values}
    return rows(searched(frozenset(values), is_sqlite()), project_id=project.id, **values)


@lru_cache(maxsize=256)
def searched(names, _on_sqlite):
    found = latest(names, LOOKED_AT + 1, Material.id).subquery()
    query = db.select(found.c.id, found.c.place, SearchEntry.exact).join(SearchEntry, SearchEntry.id == found.c.place)
    return query.order_by(found.c.place.desc())


CHOSEN = db.select(*FACTS, words_of(Material, "title").label("title")).where(
    Material.id.in_(db.bindparam("ids", expanding=True))
)


def further(found, before, skip):
    """Where the next page of a search begins, as parts of its address."""
    if skip + SHOWN_AT_ONCE < len(found[:LOOKED_AT]):
        here = {"before": before} if before else {}
        return {**here, "skip": skip + SHOWN_AT_ONCE}
    return {"before": found[LOOKED_AT - 1].place} if len(found) > LOOKED_AT else None


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

"""Materials as they are found: through the person who asks."""

from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.journal.models import Entry
from app.kazakh import fold
from app.materials.models import Event, Material, Person
from app.projects.models import Project
from app.projects.queries import project_ids_of
from app.text import SearchEntry, Text, words_of

SHOWN_AT_ONCE = 50


def visible_to(actor):
    return db.select(Material).where(Material.project_id.in_(project_ids_of(actor)), Material.deleted_at.is_(None))


def find(material_id, actor):
    """The material with all that its page shows, or a 404."""
    whole = (
        joinedload(Material.project).selectinload(Project.seats),
        joinedload(Material.collector),
        joinedload(Material.checker),
        selectinload(Material.persons),
        selectinload(Material.events),
    )
    return db.one_or_404(visible_to(actor).where(Material.id == material_id).options(*whole))


def page_of(project, *, before=None, state=None, genre=None, collector_id=None, words=""):
    """At most a page of a project's materials as their lines show them, the latest first, and whether more follow."""
    facts = (Material.id, Material.accession, Material.genre, Material.edtf, Material.state, Material.collector_id)
    query = db.select(*facts, words_of(Material, "title").label("title"))
    query = query.where(Material.project_id == project.id, Material.deleted_at.is_(None))
    wanted = {Material.state: state, Material.genre: genre, Material.collector_id: collector_id}
    query = query.where(*(column == value for column, value in wanted.items() if value))
    if words:
        query = query.where(Material.id.in_(holding(project, words)))
    if before:
        query = query.where(Material.id < before)
    rows = db.session.execute(query.order_by(Material.id.desc()).limit(SHOWN_AT_ONCE + 1)).all()
    return rows[:SHOWN_AT_ONCE], len(rows) > SHOWN_AT_ONCE


def holding(project, words):
    """The ids of a project's materials in which every one of these words stands, in any spelling."""
    return db.select(SearchEntry.subject_id).where(
        SearchEntry.project_id == project.id,
        SearchEntry.subject_type == Material.kind,
        *(SearchEntry.folded.contains(word, autoescape=True) for word in fold(words).split()),
    )


def named(model, project):
    """The persons or events of a project by the folded spelling of each of their names."""
    things = db.session.scalars(
        db.select(model).where(model.project_id == project.id, model.deleted_at.is_(None)).order_by(model.id.desc())
    )
    return {fold(row.text): thing for thing in things for row in thing.texts if row.field == "name"}


def names_of(model, project):
    """The names under which a project knows its persons or events, in the order of the Kazakh alphabet."""
    rows = db.session.scalars(
        db.select(Text.text)
        .join(model, db.and_(Text.subject_type == model.kind, Text.subject_id == model.id))
        .where(model.project_id == project.id, model.deleted_at.is_(None), Text.field == "name")
        .order_by(Text.sort_kk)
    )
    return list(dict.fromkeys(rows))


def history_of(material, file_ids):
    """What was done to a material and its files, the latest first."""
    about = db.or_(
        (Entry.subject_type == Material.kind) & (Entry.subject_id == material.id),
        (Entry.subject_type == "file") & Entry.subject_id.in_(file_ids),
    )
    return db.session.scalars(db.select(Entry).where(about).order_by(Entry.id.desc()).limit(SHOWN_AT_ONCE)).all()


def known_names(project):
    """What the form offers to choose from: the names of persons and of events."""
    return names_of(Person, project), names_of(Event, project)

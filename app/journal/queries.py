"""Entries as they are read: a project's, or one thing's."""

from sqlalchemy.orm import aliased

from app.accounts.models import User
from app.accounts.people import Named, name_columns, named
from app.db import db, rows
from app.journal.models import Entry

SHOWN_AT_ONCE = 60
ACTOR = aliased(User)


def of_project(project, *, before=None, actor_id=None, types=None):
    """A page of the project's entries with the names of who did it, latest first, and whether more follow."""
    query = with_names().where(Entry.project_id == project.id)
    if before:
        query = query.where(Entry.id < before)
    if actor_id:
        query = query.where(Entry.actor_id == actor_id)
    if types:
        query = query.where(Entry.subject_type.in_(types))
    found = with_people(rows(query.order_by(Entry.id.desc()).limit(SHOWN_AT_ONCE + 1)))
    return found[:SHOWN_AT_ONCE], len(found) > SHOWN_AT_ONCE


def of_subject(subject, most=30):
    """The latest entries about one thing."""
    return with_people(rows(LATEST, kind=subject.kind, subject_id=subject.id, most=most))


def with_names():
    return db.select(*Entry.__table__.c, *name_columns(ACTOR)).join(ACTOR, ACTOR.id == Entry.actor_id, isouter=True)


def with_people(found):
    """Each entry with who did it: None for the service itself."""
    return [(entry, named(entry[-len(Named._fields) :])) for entry in found]


def last_of(subject):
    """The latest entry about a thing and who made it; None when there is none."""
    return next(iter(of_subject(subject, most=1)), None)


LATEST = (
    with_names()
    .where(Entry.subject_type == db.bindparam("kind"), Entry.subject_id == db.bindparam("subject_id"))
    .order_by(Entry.id.desc())
    .limit(db.bindparam("most"))
)

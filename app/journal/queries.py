"""Entries as they are read: a project's, or one thing's."""

from sqlalchemy.orm import aliased

from app.accounts.models import User
from app.db import db
from app.journal.models import Entry

SHOWN_AT_ONCE = 60


def of_project(project, *, before=None, actor_id=None, types=None):
    """A page of the project's entries with the names of who did it, latest first, and whether more follow."""
    query = with_names().where(Entry.project_id == project.id)
    if before:
        query = query.where(Entry.id < before)
    if actor_id:
        query = query.where(Entry.actor_id == actor_id)
    if types:
        query = query.where(Entry.subject_type.in_(types))
    rows = db.session.execute(query.order_by(Entry.id.desc()).limit(SHOWN_AT_ONCE + 1)).all()
    return rows[:SHOWN_AT_ONCE], len(rows) > SHOWN_AT_ONCE


def of_subject(subject, most=30):
    """The latest entries about one thing."""
    query = with_names().where(Entry.subject_type == subject.kind, Entry.subject_id == subject.id)
    return db.session.execute(query.order_by(Entry.id.desc()).limit(most)).all()


def with_names():
    actor = aliased(User)
    return db.select(Entry, actor).join(actor, actor.id == Entry.actor_id, isouter=True)


def last_of(subject):
    """The latest entry about a thing and who made it; None when there is none."""
    return next(iter(of_subject(subject, most=1)), None)

"""What is done to many things at once has a row, by which its doer finds it again and takes it back."""

import secrets
from datetime import timedelta

from flask import request

from app import clock
from app.db import begin_write, db, lock, rows
from app.tables.models import Batch

#: So long a table waits to be brought in.
KEPT = timedelta(days=2)


def start(project, kind, *, actor, **facts):
    """The row that a deed is taken back by, or a table that waits to be carried out."""
    batch = Batch(id=secrets.token_hex(16), kind=kind, at=clock.now(), facts=facts)
    batch.project_id, batch.user_id = project.id, actor.id
    db.session.add(batch)
    return batch


def find(batch_id, actor, kinds):
    """The batch of one of these kinds, if this person made it, held where the request writes; else a 404."""
    own = (Batch.id == batch_id, Batch.user_id == actor.id, Batch.kind.in_(kinds))
    batch = db.one_or_404(db.select(Batch).where(*own))
    if request.method == "POST":
        lock(batch)
    return batch


def latest(project, actor, kinds, most=5):
    """The latest batches of these kinds that this person made in a project, by the names of their tables."""
    own = (Batch.project_id == project.id, Batch.user_id == actor.id, Batch.kind.in_(kinds))
    shown = (Batch.id, Batch.kind, Batch.at, Batch.undone_at, Batch.facts["name"].as_string().label("name"))
    return rows(db.select(*shown).where(*own).order_by(Batch.at.desc()).limit(most))


def ids_of(batch_id, things):
    """The ids of what was done as one deed, of its "tasks" or "materials"; none where it is no such deed."""
    batch = db.session.get(Batch, batch_id) if batch_id else None
    return [row["id"] for row in batch.facts.get(things, ())] if batch else []


def forget(kind):
    """Tables of this kind that nobody brought in."""
    begin_write()
    db.session.execute(db.delete(Batch).where(Batch.kind == kind, Batch.at < clock.now() - KEPT))
    db.session.commit()

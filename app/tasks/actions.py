"""Write tasks down and change them."""

from app import clock
from app.db import db
from app.journal.actions import record
from app.tasks.models import Task


def create(project, *, actor, title, assignees=(), due=None, stage=None, **facts):
    task = Task(project=project, title=title, assignees=list(assignees), due=due, stage=stage, rank="n", created_at=clock.now(), **facts)
    db.session.add(task)
    record(task, "create", actor=actor)
    return task

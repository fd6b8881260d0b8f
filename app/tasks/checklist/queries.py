"""The steps of a task, in their order."""

from flask import abort

from app.db import db
from app.tasks.checklist.models import ChecklistItem


def of_task(task):
    mine = db.select(ChecklistItem).where(ChecklistItem.task_id == task.id)
    return list(db.session.scalars(mine.order_by(ChecklistItem.position, ChecklistItem.id)))


def find(task, step_id):
    """The step of this very task, or a 404."""
    return next((step for step in of_task(task) if step.id == step_id), None) or abort(404)

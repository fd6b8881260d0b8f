"""Where the pages of tasks hang."""

from flask import Blueprint, flash, url_for

bp = Blueprint("tasks", __name__)


def page(task_id):
    return url_for("tasks.show", task_id=task_id)


def say_done(words, task, entry, back=None):
    """Say what was done, with the button that takes it back; from there the reader goes to `back` or to the task."""
    undo = url_for("tasks.undo", task_id=task.id, entry_id=entry.id, next=back)
    flash({"text": words, "undo": undo}, "done")  # type: ignore[arg-type]

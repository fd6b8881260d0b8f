"""Where the pages of tasks hang."""

from flask import Blueprint, url_for

bp = Blueprint("tasks", __name__)


def page(task_id):
    return url_for("tasks.show", task_id=task_id)

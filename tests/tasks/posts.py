"""What the tests of tasks post."""

import re

from app.db import db
from app.tally import counts
from app.tasks.models import Task

FACTS = {
    "title": "Read the newspapers",
    "description": "From **1975** on.",
    "priority": "NORMAL",
    "due": "",
    "repeat_unit": "WEEK",
}


def facts(project, **given):
    """The fields of a task's form."""
    return {**FACTS, "stage_id": project.plan.stage.id, **given}


def form(browser, address, project, **given):
    return browser.post(address, data=facts(project, **given))


def newest():
    return db.session.scalars(db.select(Task).order_by(Task.id.desc())).first()


def tallied(project):
    """The counts of a project's tasks that are not zero, by their key."""
    return {key: n for (what, key), n in counts(project.id).items() if what == "tasks" and n}


def undo_in(page):
    """Where the first Undo of a page leads."""
    return re.search(r'action="(/tasks/\d+/undo/\d+)"', page)[1]

"""The columns of the list: those it has as a rule, and others that a reader chooses by the address."""

from typing import NamedTuple

import sqlalchemy as sa
from flask_babel import gettext as _

from app.db import rows
from app.tasks.labels.models import Label, task_label
from app.tasks.lists.order import PARTS
from app.tasks.models import Task

USUAL = ("state", "people", "stage", "due")
BEYOND = ("priority", "labels", "starts_on", "estimate")
EVERY = (*USUAL, *BEYOND)
#: What a table has as a file: every fact of a task.
IN_A_FILE = ("id", "title", *USUAL, "due_time", *BEYOND, "review", "description")

#: Each task once for each of its labels, and once where it has none.
MORE = (
    sa.select(Task.id, Task.starts_on, Task.estimate, Task.description, Label.name, Label.tint)
    .join(task_label, task_label.c.task_id == Task.id, isouter=True)
    .join(Label, sa.and_(Label.id == task_label.c.label_id, Label.deleted_at.is_(None)), isouter=True)
    .where(Task.id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(Label.folded)
)


def names():
    """The columns by name, in words."""
    return {
        "id": _("Number"),
        "title": _("Task"),
        "state": _("Status"),
        "people": _("Assignees"),
        "stage": _("Stage"),
        "due": _("Due date"),
        "due_time": _("Due time"),
        "priority": _("Priority"),
        "labels": _("Labels"),
        "starts_on": _("Start date"),
        "estimate": _("Estimate"),
        "review": _("Review"),
        "description": _("Description"),
    }


class View(NamedTuple):
    """How the list is shown: by which order, with which columns, and whether its lines can be picked."""

    sort: str
    columns: tuple
    is_picking: bool

    @property
    def is_usual(self):
        return self.columns == USUAL and not self.is_picking

    @property
    def chosen(self):
        """What differs from the usual, as parts of an address."""
        parts = {"sort": self.sort or None, "pick_mode": 1 if self.is_picking else None}
        return {name: part for name, part in parts.items() if part} | self.columns_chosen

    @property
    def columns_chosen(self):
        return {} if self.columns == USUAL else {"col": list(self.columns)}


def view_of(arguments):
    """The view that an address asks for; what is unknown in it is left aside."""
    asked = arguments.getlist("col")
    columns = tuple(name for name in EVERY if name in asked) or USUAL
    sort = arguments.get("sort", "")
    return View(sort if sort in PARTS else "", columns, "pick_mode" in arguments)


def more_of(cards, columns):
    """What the cards do not hold, where a column shows it: facts and labels by task."""
    facts: dict[int, object] = {}
    labels: dict[int, list] = {card.id: [] for card in cards}
    if {"labels", "starts_on", "estimate", "description"} & set(columns):
        for row in rows(MORE, ids=list(labels)):
            facts[row.id] = row
            if row.name:
                labels[row.id].append(row)
    return facts, labels

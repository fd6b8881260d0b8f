"""What the board asks of tasks for each of its cells, by name, and by what its cards are ordered."""

from collections.abc import Callable

import sqlalchemy as sa

from app.db import UTCDateTime
from app.tasks.cards import given_to
from app.tasks.labels.models import Label, task_label
from app.tasks.models import IS_FREE, IS_OPEN, IS_UNDATED, Task


def bound(name, n, kind):
    """A value of the n-th part of the board's statement."""
    return sa.bindparam(f"{name}_{n}", type_=kind)


def carriers(n):
    return sa.select(task_label.c.task_id).where(task_label.c.label_id == bound("label", n, sa.Integer))


def is_labelled():
    seen = (task_label.c.task_id == Task.id, task_label.c.label_id == Label.id, Label.deleted_at.is_(None))
    return sa.exists().where(*seen).correlate(Task)


#: The conditions of a group, by name; their values are given when the statement is run.
ASKED: dict[str, Callable] = {
    "state": lambda n: [Task.state == bound("state", n, Task.state.type)],
    "person": lambda n: [given_to(bound("person", n, sa.Integer))],
    "nobody": lambda n: [IS_FREE],
    "stage": lambda n: [Task.stage_id == bound("stage", n, sa.Integer)],
    "no_stage": lambda n: [Task.stage_id.is_(None)],
    "label": lambda n: [Task.id.in_(carriers(n))],
    "unlabelled": lambda n: [~is_labelled()],
    "since": lambda n: [Task.due >= bound("since", n, sa.Date)],
    "late": lambda n: [
        Task.due <= bound("until", n, sa.Date),
        sa.or_(Task.due < bound("until", n, sa.Date), Task.due_at <= bound("at", n, UTCDateTime)),
    ],
    "week": lambda n: [Task.due.between(bound("since", n, sa.Date), bound("until", n, sa.Date))],
    "this_week": lambda n: [
        Task.due.between(bound("since", n, sa.Date), bound("until", n, sa.Date)),
        sa.or_(Task.due_at.is_(None), Task.due_at > bound("at", n, UTCDateTime)),
    ],
    "undated": lambda n: [IS_UNDATED],
    "open": lambda n: [IS_OPEN],
}
#: What may be very much and where no card is put by hand stands by its day.
BY_DAY = {"late", "since"}
#: Few are free: whatever else is asked of them, it is asked while walking down their own index.
WALKED = {"nobody"}


def order_of(names):
    """By which column the cards of a cell stand: as people put them, but by day where none is put by hand."""
    return Task.due if BY_DAY & set(names) else Task.rank


def conditions_of(n, names):
    """What the n-th cell asks; within `coalesce` a condition is asked of each row, and no index is looked up for it."""
    is_walked = bool(WALKED & set(names))
    return [
        sa.func.coalesce(condition, sa.false()) if is_walked and name not in WALKED else condition
        for name in names
        for condition in ASKED[name](n)
    ]

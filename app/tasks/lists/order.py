"""The orders a list can have besides that by due day. Each is read in parts, every one along an index."""

from datetime import date
from functools import lru_cache

import sqlalchemy as sa

from app.db import is_sqlite, rows
from app.kazakh import sort_kk
from app.tasks.cards import cards_of
from app.tasks.models import Priority, Task
from workflows.tasks import TaskState

URGENT_FIRST = (Priority.HIGH, Priority.NORMAL, Priority.LOW)
DATED, UNDATED = (Task.due.is_not(None), (Task.due, Task.id)), (Task.due.is_(None), (Task.id,))
#: The parts of each order: what stands in a part, and by which columns, the id last.
PARTS: dict[str, list] = {
    "title": [(sa.true(), (Task.sort_kk, Task.id))],
    "state": [(Task.state == state, (Task.rank, Task.id)) for state in TaskState],
    "priority": [
        (sa.and_(Task.priority == level, half), columns) for level in URGENT_FIRST for half, columns in (DATED, UNDATED)
    ],
}
PLACED = sa.select(*(Task.__table__.c[name] for name in ("id", "title", "state", "priority", "due", "rank"))).where(
    Task.project_id == sa.bindparam("project_id"), Task.id == sa.bindparam("last_id")
)


def ordered_rows(project, sort, last_id, asked, values, most):
    """Rows of cards in this order, behind the task `last_id` where there is one; unsorted, by parts of `most` each."""
    last = next(iter(rows(PLACED, project_id=project.id, last_id=last_id)), None) if last_id else None
    first = part_of(sort, last) if last else 0
    behind = dict(zip(("key", "id_behind"), places(sort, last), strict=True)) if last else {}
    statement = ordered(sort, asked, frozenset(values), first, last is not None, most, is_sqlite())
    return rows(statement, project_id=project.id, **values, **behind)


@lru_cache(maxsize=128)
def ordered(sort, asked, names, first, is_further, most, _on_sqlite):
    """The statement of a page in this order, from its part `first` on."""
    mine = [ask() for name, ask in asked if name in names]
    parts = []
    for n, (condition, columns) in enumerate(PARTS[sort][first:]):
        query = cards_of(sa.bindparam("project_id", type_=sa.Integer), condition, *mine).order_by(*columns)
        if is_further and n == 0:
            query = query.where(further(columns))
        parts.append(sa.select(query.limit(most).subquery()))
    return sa.union_all(*parts)


def further(columns):
    """What stands behind the last task that was shown."""
    *key, own_id = columns
    behind = own_id > sa.bindparam("id_behind", type_=sa.Integer)
    if not key:
        return behind
    bound = sa.bindparam("key", type_=key[0].type)
    return sa.and_(key[0] >= bound, sa.or_(key[0] > bound, behind))


def part_of(sort, task):
    """In which part of the order a task stands."""
    if sort == "state":
        return list(TaskState).index(task.state)
    return 2 * URGENT_FIRST.index(task.priority) + (task.due is None) if sort == "priority" else 0


def places(sort, task):
    """Where it stands in its part; two tasks are told apart by their ids."""
    key = {"title": sort_kk(task.title), "state": task.rank, "priority": task.due}[sort]
    return key, task.id


def place_of(sort, card):
    """The place of a card in the whole order, for sorting the rows of several parts."""
    key, own_id = places(sort, card)
    return part_of(sort, card), key or date.min, own_id

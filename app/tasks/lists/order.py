"""The orders a list can have, each upwards and downwards. Each is read in parts, every one along an index."""

from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa

from app.db import is_sqlite, rows
from app.kazakh import sort_kk
from app.tasks.cards import cards_of
from app.tasks.models import Priority, Task
from workflows.tasks import TaskState

URGENT_FIRST = (Priority.HIGH, Priority.NORMAL, Priority.LOW)


class Part(NamedTuple):
    """A stretch of an order: what stands in it, by which column, and the id last; `holds(task)` tells whether one does.

    `column` is None where the id alone gives the order.
    """

    condition: object
    holds: object
    column: object = None
    is_down: bool = False

    @property
    def columns(self):
        columns = [column for column in (self.column, Task.id) if column is not None]
        return [column.desc() if self.is_down else column for column in columns]

    def place(self, task):
        """Where a task stands in it; two are told apart by their ids."""
        if self.column is None:
            return None, task.id
        return sort_kk(task.title) if self.column is Task.sort_kk else getattr(task, self.column.key), task.id


def by_due(condition=None, holds=lambda task: True, is_down=False):
    """What has a day by its day; what has none stands last, whichever way the days go."""
    also = () if condition is None else (condition,)
    return [
        Part(sa.and_(Task.due.is_not(None), *also), lambda task: holds(task) and task.due, Task.due, is_down),
        Part(sa.and_(Task.due.is_(None), *also), lambda task: holds(task) and not task.due),
    ]


def by_level(levels):
    return [
        part for level in levels for part in by_due(Task.priority == level, lambda task, n=level: task.priority is n)
    ]


def by_state(states):
    return [Part(Task.state == state, lambda task, n=state: task.state is n, Task.rank) for state in states]


def by_title(is_down):
    return [Part(sa.true(), lambda _task: True, Task.sort_kk, is_down)]


#: The usual order has no name in an address; a downward one has a minus before its name.
USUAL = ""
PARTS: dict[str, list] = {
    USUAL: by_due(),
    "-due": by_due(is_down=True),
    "title": by_title(is_down=False),
    "-title": by_title(is_down=True),
    "state": by_state(TaskState),
    "-state": by_state(reversed(TaskState)),
    "priority": by_level(URGENT_FIRST),
    "-priority": by_level(reversed(URGENT_FIRST)),
}
PLACED = sa.select(*(Task.__table__.c[name] for name in ("id", "title", "state", "priority", "due", "rank"))).where(
    Task.project_id == sa.bindparam("project_id"), Task.id == sa.bindparam("last_id")
)


def ordered_rows(project, sort, last_id, asked, values, most):
    """Rows of cards in this order, behind the task `last_id` where there is one; unsorted, by parts of `most` each."""
    last = next(iter(rows(PLACED, project_id=project.id, last_id=last_id)), None) if last_id else None
    first = part_of(sort, last) if last else 0
    behind = dict(zip(("key", "id_behind"), PARTS[sort][first].place(last), strict=True)) if last else {}
    statement = ordered(sort, asked, frozenset(values), first, last is not None, most, is_sqlite())
    return rows(statement, project_id=project.id, **values, **behind)


@lru_cache(maxsize=128)
def ordered(sort, asked, names, first, is_further, most, _on_sqlite):
    """The statement of a page in this order, from its part `first` on, made once for each choice and database."""
    mine = [ask() for name, ask in asked if name in names]
    selects = []
    for n, part in enumerate(PARTS[sort][first:]):
        query = cards_of(sa.bindparam("project_id", type_=sa.Integer), part.condition, *mine).order_by(*part.columns)
        if is_further and n == 0:
            query = query.where(further(part))
        selects.append(sa.select(query.limit(most).subquery()))
    return sa.union_all(*selects)


def further(part):
    """What stands behind the last task that was shown."""
    id_behind = sa.bindparam("id_behind", type_=sa.Integer)
    behind = Task.id < id_behind if part.is_down else Task.id > id_behind
    if part.column is None:
        return behind
    bound = sa.bindparam("key", type_=part.column.type)
    at_most, less = (
        (part.column <= bound, part.column < bound) if part.is_down else (part.column >= bound, part.column > bound)
    )
    return sa.and_(at_most, sa.or_(less, behind))


def part_of(sort, task):
    """In which part of the order a task stands."""
    return next(n for n, part in enumerate(PARTS[sort]) if part.holds(task))


def in_order(sort, cards):
    """The cards of several parts as they stand in the whole order."""
    stretches: list[list] = [[] for _part in PARTS[sort]]
    for card in cards:
        stretches[part_of(sort, card)].append(card)
    for part, stretch in zip(PARTS[sort], stretches, strict=True):
        stretch.sort(key=part.place, reverse=part.is_down)
    return [card for stretch in stretches for card in stretch]

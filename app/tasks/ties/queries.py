"""What a task can be tied to, and which tasks are tied to a thing."""

from typing import NamedTuple

import sqlalchemy as sa
from flask import abort

from app.db import db, rows
from app.finding import newest_of
from app.projects.queries import project_ids_of
from app.tasks.models import Task
from app.tasks.ties.linked import LINKED
from app.tasks.ties.models import dependency, task_link

AT_ONCE = 30


class Found(NamedTuple):
    """Something that these words are in; `kind` is "task" or one of `LINKED`."""

    kind: str
    id: int
    title: str


def candidates(task, words):
    """Tasks and things of the task's project in which these words stand, but for itself: at most AT_ONCE."""
    kinds = ["task", *LINKED]
    ids: dict[str, list] = {kind: [] for kind in kinds}
    for kind, subject_id in newest_of(kinds, task.project_id, words, AT_ONCE + 1):
        ids[kind].append(subject_id)
    found = rows(sa.union_all(*(titles(kind, numbers) for kind, numbers in ids.items())))
    return sorted((Found(*row) for row in found if (row.kind, row.id) != ("task", task.id)), key=in_order)


def in_order(found):
    return (["task", *LINKED].index(found.kind), found.title, found.id)


def titles(kind, ids):
    model, title, conditions = of_kind(kind)
    named = sa.select(sa.literal_column(f"'{kind}'").label("kind"), model.id.label("id"), title.label("title"))
    return named.where(model.id.in_(ids), *conditions)


def of_kind(kind):
    if kind == "task":
        return Task, Task.title, (Task.deleted_at.is_(None),)
    return LINKED[kind].model, LINKED[kind].title, LINKED[kind].shown


def find_thing(project_id, kind, subject_id):
    """A thing of this project that a task can be about, or a 404."""
    if kind not in LINKED or not subject_id:
        abort(404)
    model, _title, conditions = of_kind(kind)
    return db.first_or_404(db.select(model).where(model.id == subject_id, model.project_id == project_id, *conditions))


def find_visible(kind, subject_id, actor):
    """A thing of one of the person's projects, or a 404."""
    if kind not in LINKED:
        abort(404)
    model, _title, conditions = of_kind(kind)
    ours = model.project_id.in_(project_ids_of(actor))
    return db.first_or_404(db.select(model).where(model.id == subject_id, ours, *conditions))


def find_other(task, other_id):
    """Another task of the same project, or a 404."""
    here = (Task.project_id == task.project_id, Task.deleted_at.is_(None))
    return db.first_or_404(db.select(Task).where(Task.id == other_id, *here))


def path(start_id, end_id):
    """The ids of tasks each of which the next one waits for, from the first to the last; None when there is no way."""
    came_from: dict[int, int | None] = {start_id: None}
    frontier = [start_id]
    while frontier and end_id not in came_from:
        step = sa.select(dependency.c.blocker_id, dependency.c.blocked_id)
        edges = rows(step.where(dependency.c.blocker_id.in_(frontier)))
        frontier = []
        for blocker, blocked in edges:
            if blocked not in came_from:
                came_from[blocked] = blocker
                frontier.append(blocked)
    return way_back(came_from, end_id) if end_id in came_from else None


def way_back(came_from, end_id):
    way: list = [end_id]
    while came_from[way[0]] is not None:
        way.insert(0, came_from[way[0]])
    return way


def titles_of(task_ids):
    known = {row.id: row.title for row in rows(sa.select(Task.id, Task.title).where(Task.id.in_(task_ids)))}
    return [known[task_id] for task_id in task_ids]


def about(thing):
    """The tasks that are about a thing, the latest first."""
    query = (
        sa.select(Task.id, Task.title, Task.state, Task.due)
        .join(task_link, task_link.c.task_id == Task.id)
        .where(task_link.c.subject_type == thing.kind, task_link.c.subject_id == thing.id, Task.deleted_at.is_(None))
    )
    return rows(query.order_by(Task.id.desc()).limit(200))

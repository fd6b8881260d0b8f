"""A task as its own page shows it: its columns, with the names of its stage and its people."""

from functools import cached_property

import sqlalchemy as sa
from flask import abort
from sqlalchemy.orm import aliased

from app.accounts.models import User
from app.accounts.people import name_columns, named
from app.db import one_row
from app.projects.glance import ASKING
from app.projects.models import InProject, Project, Stage
from app.tasks.around import Around
from app.tasks.due import is_late
from app.tasks.models import Task
from app.tasks.queries import visible_to
from app.text import words_of
from workflows.tasks import TASK

AUTHOR, DOER = aliased(User), aliased(User)
FACTS = (
    *(Task.id, Task.project_id, Task.title, Task.description, Task.priority, Task.due, Task.needs_review),
    *(Task.stage_id, Task.due_time, Task.due_at),
    *(Task.state, Task.done_at, Task.version, Project.revision, Project.time_zone),
    *(Task.starts_on, Task.estimate, Task.repeat_every, Task.repeat_unit, Task.next_id),
    words_of(Stage, "title").label("stage_title"),
)
WHOLE = (
    visible_to(ASKING)
    .where(Task.id == sa.bindparam("task_id"))
    .join(Project, Project.id == Task.project_id)
    .join(Stage, Stage.id == Task.stage_id, isouter=True)
    .join(AUTHOR, AUTHOR.id == Task.created_by_id, isouter=True)
    .join(DOER, DOER.id == Task.done_by_id, isouter=True)
    .with_only_columns(*FACTS, *name_columns(AUTHOR), *name_columns(DOER), maintain_column_froms=True)
)


def find_shown(task_id, actor):
    """The task, or a 404 when this person may not see it."""
    row = one_row(WHOLE, task_id=task_id, actor_id=actor.id)
    return ShownTask(row) if row else abort(404)


class ShownTask(InProject):
    """The facts of a task, and what guards ask of it; what stands around it is read when it is asked for.

    `revision` and `time_zone` are its project's, as the tag of its page takes them.
    """

    kind = "task"
    workflow = TASK

    def __init__(self, row):
        vars(self).update(zip(row._fields, row[: len(FACTS)], strict=False))
        self.created_by, self.done_by = named(row[-10:-5]), named(row[-5:])

    @cached_property
    def around(self):
        return Around(self.id)

    @property
    def assignees(self):
        return self.around.people

    @property
    def labels(self):
        return self.around.labels

    @property
    def assignee_ids(self):
        return [person.id for person in self.assignees]

    def is_assigned_to(self, actor):
        return actor.id in self.assignee_ids

    def is_overdue(self, today):
        return is_late(self, today)

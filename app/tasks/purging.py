"""Tasks and labels in the bin, and how they go for good."""

import sqlalchemy as sa

from app.comments.purging import purge_about
from app.db import db
from app.projects import bin
from app.rights import Act
from app.tasks.checklist.models import ChecklistItem
from app.tasks.labels.models import Label, task_label
from app.tasks.models import Task, assignment
from app.tasks.ties.models import dependency, task_link
from workflows.sentences import p

#: What other features do before tasks go: each is called with their ids.
BEFORE: list = []
#: What belongs to a task alone, and how it names the task; the task itself goes last.
OWN = (
    (ChecklistItem, ChecklistItem.task_id),
    (assignment, assignment.c.task_id),
    (task_label, task_label.c.task_id),
    (task_link, task_link.c.task_id),
    (dependency, dependency.c.blocker_id),
    (dependency, dependency.c.blocked_id),
    (Task, Task.id),
)


def before(work):
    """Let `work(ids)` be done before tasks go for good, so that nothing points at them."""
    if work not in BEFORE:
        BEFORE.append(work)


def init_app():
    bin.register(
        Task,
        Task.title,
        word=p("thrown away", "Task"),
        restore="tasks.restore",
        argument="task_id",
        purge=purge_tasks,
        shown=shown_to(Act.EDIT_TASKS),
    )
    bin.register(
        Label,
        Label.name,
        word=p("thrown away", "Label"),
        restore="tasks.restore_label",
        argument="label_id",
        purge=purge_labels,
        shown=shown_to(Act.EDIT_PROJECT),
    )


def shown_to(act):
    return lambda project, actor: () if project.allows(actor, act) else (sa.false(),)


def purge_tasks(ids):
    """Remove these tasks with all that is theirs alone; their entries in the journal stay."""
    for work in BEFORE:
        work(ids)
    purge_about(Task.kind, ids)
    db.session.execute(sa.update(ChecklistItem).where(ChecklistItem.became_id.in_(ids)).values(became_id=None))
    db.session.execute(sa.update(Task).where(Task.next_id.in_(ids)).values(next_id=None))
    for table, column in OWN:
        db.session.execute(sa.delete(table).where(column.in_(ids)))


def purge_labels(ids):
    db.session.execute(sa.delete(task_label).where(task_label.c.label_id.in_(ids)))
    db.session.execute(sa.delete(Label).where(Label.id.in_(ids)))

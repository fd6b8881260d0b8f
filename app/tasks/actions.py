"""Write tasks down, change them, order them, throw them away."""

from app import clock, tally
from app.db import db
from app.journal.actions import changes_between, record
from app.outbox.actions import post, void_unsent
from app.tasks.models import Priority, Task
from app.tasks.queries import edge_rank, rank_before
from app.tasks.rank import between
from app.text import index
from workflows.engine import Refused
from workflows.sentences import Sentence
from workflows.tasks import TASK, TaskState

PLAIN = ("title", "description", "due", "starts_on", "needs_review")


def create(project, *, actor, title, assignees=(), stage=None, priority=Priority.NORMAL, **facts):
    """A new task at the end of its column; those it is assigned to are told."""
    task = Task(
        project=project,
        stage=stage,
        title=title,
        priority=priority,
        assignees=list(assignees),
        rank=between(edge_rank(project.id, TASK.initial, last=True), ""),
        created_by_id=actor.id,
        created_at=clock.now(),
        **facts,
    )
    db.session.add(task)
    db.session.flush()
    count(task, +1)
    index(task, task.title, task.description)
    entry = record(task, "create", actor=actor)
    tell_assigned(task, task.assignees, entry, actor)
    return task


def tell_assigned(task, people, entry, actor):
    readers = [person for person in people if person.id != actor.id]
    post("tasks/assign", readers, subject=task, cause=entry.id, entry=entry)


def count(task, by):
    """Keep the counts of tasks by stage and state."""
    tally.count(task.project_id, "tasks", f"{task.stage_id or 0}:{task.state.name}", by)


def revise(task, *, actor, assignees, stage, priority, **facts):
    """Change a task; people newly assigned are told."""
    before, had = facts_of(task), set(task.assignees)
    count(task, -1)
    for field, fact in facts.items():
        setattr(task, field, fact)
    task.stage, task.priority, task.assignees = stage, priority, list(assignees)
    db.session.flush()
    count(task, +1)
    index(task, task.title, task.description)
    if changes := changes_between(before, facts_of(task)):
        entry = record(task, "revise", actor=actor, changes=changes)
        tell_assigned(task, set(assignees) - had, entry, actor)


def facts_of(task):
    """The task's fields as the journal keeps them."""
    plain = {field: str(getattr(task, field)) for field in PLAIN}
    return plain | {
        "priority": task.priority.name,
        "stage_id": task.stage_id,
        "assignees": [person.full_name for person in task.assignees],
    }


def moved(task, before, actor):
    """What a move of the life cycle adds to itself: the counts, and who did it when."""
    tally.count(task.project_id, "tasks", f"{task.stage_id or 0}:{before.name}", -1)
    count(task, +1)
    is_done = task.state is TaskState.DONE
    task.done_at, task.done_by_id = (clock.now(), actor.id) if is_done else (None, None)
    task.rank = between("", edge_rank(task.project_id, task.state, last=False))


def place(task, before):
    """Put the card before another of its column, or last when `before` is None."""
    if before is None:
        task.rank = between(edge_rank(task.project_id, task.state, last=True), "")
        return
    if (before.project_id, before.state) != (task.project_id, task.state):
        raise Refused([Sentence("That card is not in this column any more.")])
    task.rank = between(rank_before(before), before.rank)


def delete(task, *, actor):
    """Into the bin, where it stays 30 days."""
    task.deleted_at = clock.now()
    count(task, -1)
    index(task)
    void_unsent(task, "deleted")
    record(task, "delete", actor=actor)


def restore(task, *, actor):
    task.deleted_at = None
    count(task, +1)
    index(task, task.title, task.description)
    record(task, "restore", actor=actor)

"""Change many tasks as one deed, and take such a deed back."""

import secrets
from datetime import date, datetime, time

from app import clock
from app.accounts.models import User
from app.db import db, locked
from app.journal.actions import as_one_deed, record
from app.tables.batches import start
from app.tasks import actions
from app.tasks.labels.models import Label
from app.tasks.models import Priority, Task
from app.tasks.queries import with_parts
from workflows.tasks import TaskState


def bring_in(project, tasks, *, actor, batch=None):
    """Write new tasks as one deed, each from its facts as `tasks.actions.create` takes them; gives the batch."""
    batch, rows = batch or start(project, "import", actor=actor), []
    with as_one_deed(batch.id):
        for facts in tasks:
            task = actions.create(project, actor=actor, **facts)
            rows.append({"id": task.id, "version": task.version})
    batch.kind, batch.at, batch.facts = "import", clock.now(), {"tasks": rows}
    return batch


def change(project, rows, trigger, *, actor):
    """Change the tasks of these rows; gives the batch, or None where nothing is to be changed."""
    if not rows:
        return None
    batch, done = start(project, "change", actor=actor), []
    with as_one_deed(batch.id):
        for task, wanted, *_rest in rows:
            before = as_it_was(task)
            if wanted:
                facts = {"assignees": list(task.assignees), **wanted}
                actions.revise(task, actor=actor, version=task.version, **facts)
            if trigger:
                actions.move(task, trigger, actor=actor, version=task.version)
            done.append({"id": task.id, "version": task.version, "before": before})
    batch.facts = {"tasks": done}
    return batch


def as_it_was(task):
    """The facts that a change can touch, fit for JSON."""
    return {
        "due": task.due and task.due.isoformat(),
        "due_time": task.due_time and task.due_time.isoformat(),
        "starts_on": task.starts_on and task.starts_on.isoformat(),
        "priority": task.priority.name,
        "stage_id": task.stage_id,
        "needs_review": task.needs_review,
        "estimate": task.estimate,
        "people": [person.id for person in task.assignees],
        "labels": [label.id for label in task.labels],
        "state": task.state.name,
        "done_at": task.done_at and task.done_at.isoformat(),
        "done_by_id": task.done_by_id,
    }


def take_back(batch, *, actor):
    """Make the tasks what they were; gives how many, and how many were changed since and are left as they are."""
    kept = {row["id"]: row for row in batch.facts["tasks"]}
    query = db.select(Task).where(Task.project_id == batch.project_id, Task.id.in_(kept), Task.deleted_at.is_(None))
    tasks = list(db.session.scalars(locked(with_parts(query).order_by(Task.id))))
    untouched = [task for task in tasks if task.version == kept[task.id]["version"]]
    with as_one_deed(secrets.token_hex(16)):
        for task in untouched:
            if batch.kind == "import":
                actions.delete(task, actor=actor, version=task.version)
            else:
                make_as_it_was(task, kept[task.id]["before"], actor)
    batch.undone_at = clock.now()
    return len(untouched), len(kept) - len(untouched)


def make_as_it_was(task, before, actor):
    days = {name: before[name] and date.fromisoformat(before[name]) for name in ("due", "starts_on")}
    hour = before.get("due_time")
    people = list(db.session.scalars(db.select(User).where(User.id.in_(before["people"])).order_by(User.sort_kk)))
    labels = list(db.session.scalars(db.select(Label).where(Label.id.in_(before["labels"]))))
    stage = next((stage for stage in task.project.plan.stages if stage.id == before["stage_id"]), None)
    actions.revise(
        task,
        actor=actor,
        version=task.version,
        assignees=people,
        labels=labels,
        stage=stage,
        priority=Priority[before["priority"]],
        needs_review=before["needs_review"],
        estimate=before["estimate"],
        due_time=hour and time.fromisoformat(hour),
        **days,
    )
    if task.state.name != before["state"]:
        turn_back(task, before, actor)


def turn_back(task, before, actor):
    """Give a task the state it had: no move of its life, but the undoing of one."""
    was = task.state
    actions.count(task, -1)
    task.state = TaskState[before["state"]]
    task.done_at = before["done_at"] and datetime.fromisoformat(before["done_at"])
    task.done_by_id = before["done_by_id"]
    record(task, "turn_back", actor=actor, changes={"state": [was.name, task.state.name]})
    actions.count(task, +1)

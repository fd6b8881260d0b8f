"""Write tasks down, change them, move them, put them in the bin and take them out."""

from sqlalchemy import insert, select
from sqlalchemy.orm.attributes import flag_modified

from app import clock, tally
from app.accounts.models import User
from app.db import db, lock
from app.errors import check_version
from app.journal.actions import changes_between, record
from app.kazakh import sort_kk
from app.outbox.actions import post
from app.outbox.moves import advance
from app.tasks import rank
from app.tasks.due import instant_of, with_time
from app.tasks.models import Task, assignment
from app.tasks.order import hold_order, put
from app.tasks.repeating import copy_steps, facts_of_next
from app.text import index, unindex
from workflows.tasks import TaskState


def create(project, *, actor, title, assignees=(), stage=None, **facts):
    """Write a new task at the bottom of the board's first column; the people it is given to get a letter."""
    now, facts = clock.now(), with_time(facts)
    task = Task(
        project_id=project.id,
        stage_id=stage.id if stage else None,
        title=title,
        rank=rank.at_bottom(now),
        assignee_count=len(assignees),
        created_by_id=actor.id,
        created_at=now,
        due_at=instant_of(facts.get("due"), facts.get("due_time"), project.time_zone),
        **facts,
    )
    db.session.add(task)
    entry = record(task, "create", actor=actor)
    give(task, assignees)
    count(task, +1)
    index(task, task.title, task.description)
    tell_assigned(task, assignees, entry, actor)
    return task


def give(task, people):
    """Write down who a new task is given to."""
    rows = [{"task_id": task.id, "user_id": person.id} for person in people]
    if rows:
        db.session.execute(insert(assignment), rows)


def revise(task, *, actor, version, assignees, **facts):
    """Change what is written of a task; the last entry of it, or None. Who is newly assigned gets a letter."""
    check_version(task, version)
    facts = with_time(facts, task.due_time)
    before = as_written(task, facts)
    count(task, -1)
    for field, fact in facts.items():
        setattr(task, field, fact)
    task.sort_kk = sort_kk(task.title)
    if {"due", "due_time"} & set(facts):
        task.due_at = instant_of(task.due, task.due_time, task.project.time_zone)
    # A change of the people alone touches another table; the version must rise all the same.
    flag_modified(task, "title")
    changes = changes_between(before, as_written(task, facts))
    entries = [record(task, "revise", actor=actor, changes=changes)] if changes else []
    if given := assign(task, assignees, actor):
        entries.append(given)
    for entry in entries[1:]:
        # One save is one change: undo takes back both. Within a deed they belong to it already.
        entries[0].batch_id = entry.batch_id = entry.batch_id or f"task-{entry.id}"
    db.session.flush()
    count(task, +1)
    index(task, task.title, task.description)
    return entries[-1] if entries else None


def assign(task, people, actor):
    """Give the task to these people and to nobody else; the entry of it, or None where nothing changed."""
    before = list(task.assignees)
    if set(people) == set(before):
        return None
    task.assignees = list(people)
    task.assignee_count = len(people)
    changes = {"assignees": [names_of(before), names_of(people)]}
    names = ", ".join(names_of(people)) or "–"
    ids = [[person.id for person in group] for group in (before, people)]
    entry = record(task, "assign", actor=actor, changes=changes, names=names, people=ids)
    tell_assigned(task, set(people) - set(before), entry, actor)
    return entry


def tell_assigned(task, people, entry, actor):
    """Write to those who were given the task by somebody else: one letter each for all tasks of one deed."""
    others = {person.id for person in people if person.id != actor.id}
    readers = db.session.scalars(select(User).where(User.id.in_(others))) if others else ()
    post("tasks/assign", readers, subject=task, cause=entry.batch_id or entry.id, entry=entry)


def names_of(people):
    return [person.short_name for person in people]


def as_written(task, fields):
    """The named facts as the journal keeps them."""
    return {field: plainly(getattr(task, field)) for field in fields}


def plainly(fact):
    """A fact fit for JSON: a stage by its key, a priority by its name, a day by its figures."""
    if isinstance(fact, bool):
        return fact
    if isinstance(fact, list):
        return [part.name for part in fact]
    return getattr(fact, "key", None) or getattr(fact, "name", None) or str(fact or "")


def move(task, trigger, *, actor, version):
    """Move a task through its life cycle and keep the counts of each state."""
    before = task.state
    entry = advance(task, trigger, actor=actor, version=version)
    tally.count(task.project_id, "tasks", f"{task.stage_id or 0}:{before.name}", -1)
    count(task, +1)
    is_done = task.state is TaskState.DONE
    task.done_at, task.done_by_id = (clock.now(), actor.id) if is_done else (None, None)
    if is_done and task.repeat_every and task.next_id is None:
        write_next(task, actor)
    db.session.flush()
    return entry


def write_next(task, actor):
    """Write the next of a task that repeats: once, however often this one is reopened and done again."""
    following = create(task.project, actor=actor, **facts_of_next(task, clock.today(task.project.time_zone)))
    copy_steps(task, following)
    task.next_id = following.id


def place(task, *, actor, version, trigger="", before_id=None, is_among_open=False, **facts):
    """Put a card before another of its column, or last; with a trigger the task moves there first.

    `facts` are what its new column or lane makes of it, as `revise` takes them. `is_among_open` says that columns
    are no states: the card's place is one among all that are open.
    """
    hold_order(task.project_id)
    if trigger:
        move(task, trigger, actor=actor, version=version)
    else:
        check_version(task, version)
    if facts:
        revise(task, actor=actor, version=task.version, **{"assignees": task.assignees, **facts})
    put(task, before_id, is_among_open=is_among_open)


def delete(task, *, actor, version):
    """Put a task in the bin: nobody finds it until it is taken out again."""
    check_version(task, version)
    task.deleted_at = clock.now()
    record(task, "delete", actor=actor)
    count(task, -1)
    unindex(task)


def restore(task, *, actor):
    """Take a task out of the bin; whoever comes second finds it taken out already."""
    lock(task)
    if task.deleted_at is None:
        return
    task.deleted_at = None
    record(task, "restore", actor=actor)
    count(task, +1)
    index(task, task.title, task.description)


def count(task, by):
    """Keep the counts of tasks by stage and state, 0 for no stage."""
    tally.count(task.project_id, "tasks", f"{task.stage_id or 0}:{task.state.name}", by)


of_task = db.select(db.func.count()).where(assignment.c.task_id == Task.id)
tally.kept_in(Task.assignee_count, of_task.correlate(Task).scalar_subquery())
tally.found_by(
    "tasks",
    db.select(Task.project_id, db.func.count(), Task.stage_id, Task.state)
    .where(Task.deleted_at.is_(None))
    .group_by(Task.project_id, Task.stage_id, Task.state),
)

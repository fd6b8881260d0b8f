"""Take back what an entry of a task's journal says: its fields, its people, a move, a step, a tie.

What was changed again since stays: undo never takes back what somebody else did later.
"""

from datetime import date, time

from app.accounts.models import User
from app.db import db, lock
from app.journal.models import Entry
from app.tasks import actions
from app.tasks.checklist import actions as checklist
from app.tasks.labels import queries as labels
from app.tasks.labels.actions import folded
from app.tasks.models import Priority, RepeatUnit
from app.tasks.ties import actions as ties
from app.tasks.ties import queries as tied
from workflows.engine import Refused
from workflows.sentences import Sentence
from workflows.tasks import TASK, TaskState

LATER = Sentence("It was changed again since then, so it stays as it is.")
NOT_THIS = Sentence("This cannot be taken back.")
NO_WAY_BACK = Sentence("The task cannot be moved back from here.")


def undo(task, entry, *, actor):
    """Take back an entry with all that was saved together with it.

    Raises `Refused` where it was changed since, or where its life cycle has no way back.
    """
    lock(task)
    for one in together(task, entry):
        if not can_undo(one):
            raise Refused([NOT_THIS])
        UNDOING[act_of(one)](task, one, actor)


def together(task, entry):
    """The entries of the task that one save wrote."""
    if not entry.batch_id:
        return [entry]
    mine = (Entry.subject_type == task.kind, Entry.subject_id == task.id, Entry.batch_id == entry.batch_id)
    return list(db.session.scalars(db.select(Entry).where(*mine).order_by(Entry.id)))


def can_undo(entry):
    """Whether this kind of entry can be taken back at all."""
    act = act_of(entry)
    if act == "move":
        return way_back(*(TaskState[name] for name in reversed(entry.changes["state"]))) is not None
    return act in UNDOING


def act_of(entry):
    act = entry.kind.partition("/")[2]
    return "move" if act in TASK.triggers else act


def fields(task, entry, actor):
    """Write the old values of the fields again, where they are still what the entry made of them."""
    now = actions.as_written(task, entry.changes)
    if any(now[field] != new for field, (_old, new) in entry.changes.items()):
        raise Refused([LATER])
    old = {field: READ[field](task, old) for field, (old, _new) in entry.changes.items()}
    actions.revise(task, actor=actor, version=task.version, **{"assignees": task.assignees, **old})


def people(task, entry, actor):
    before, after = entry.params["people"]
    if sorted(task.assignee_ids) != sorted(after):
        raise Refused([LATER])
    members = {person.id for person in task.project.workers}
    kept = [db.session.get_one(User, person_id) for person_id in before if person_id in members]
    actions.revise(task, actor=actor, version=task.version, assignees=kept)


def back(task, entry, actor):
    """Move the task back, where its life cycle leads from here to where it was."""
    old, new = (TaskState[name] for name in entry.changes["state"])
    if task.state is not new:
        raise Refused([LATER])
    way = way_back(new, old)
    if way is None:
        raise Refused([NO_WAY_BACK])
    actions.move(task, way, actor=actor, version=task.version)


def way_back(new, old):
    """The move that leads from where a task is to where it was, or None."""
    return next((name for name, source, target, _guards in TASK.moves if (source, target) == (new, old)), None)


def can_go_back(task, entry, actor):
    """Whether this person may at once take back the move that the entry tells of."""
    way = way_back(*(TaskState[name] for name in reversed(entry.changes["state"])))
    return way is not None and not TASK.refusals(task, way, actor=actor)


def step(task, entry, actor):
    checklist.add(task, actor=actor, texts=[entry.params["step"]], position=entry.params["position"])


def waiting(task, entry, actor):
    ties.block(task, tied.find_other(task, entry.params["blocker"]), actor=actor)


def linking(task, entry, actor):
    kind, subject_id = entry.params["thing"]
    ties.link(task, tied.find_thing(task.project_id, kind, subject_id), actor=actor)


UNDOING = {
    "revise": fields,
    "assign": people,
    "move": back,
    "remove_step": step,
    "unblock": waiting,
    "unlink": linking,
}


def as_text(_task, old):
    return old


def as_day(_task, old):
    return date.fromisoformat(old) if old else None


def as_number(_task, old):
    return int(old) if old else None


def as_stage(task, old):
    return next((stage for stage in task.project.plan.stages if stage.key == old), None)


def as_labels(task, old):
    found = (labels.called(task.project_id, folded(name)) for name in old)
    return [label for label in found if label]


#: How the journal's writing of each field is read again.
READ = {
    "title": as_text,
    "description": as_text,
    "starts_on": as_day,
    "due": as_day,
    "due_time": lambda _task, old: time.fromisoformat(old) if old else None,
    "estimate": as_number,
    "priority": lambda _task, old: Priority[old],
    "stage": as_stage,
    "needs_review": as_text,
    "labels": as_labels,
    "repeat_every": as_number,
    "repeat_unit": lambda _task, old: RepeatUnit[old] if old else None,
}

"""The letters about a task: given to somebody, sent for review, accepted, returned, dropped."""

from sqlalchemy import select

from app.accounts.models import User
from app.db import db
from app.journal.models import Entry
from app.outbox import kinds
from app.outbox.links import absolute
from app.tables.batches import ids_of
from app.tasks.models import Task
from workflows.sentences import Sentence, p
from workflows.tasks import TaskState

TO_ASSIGNED = Sentence("You get this letter because the task is yours.")
WHY = {
    "assign": TO_ASSIGNED,
    "submit": Sentence("You get this letter because you coordinate the project."),
    "accept": TO_ASSIGNED,
    "send_back": TO_ASSIGNED,
    "cancel": TO_ASSIGNED,
}
#: Where the moves lead whose tasks stand in no list of open ones that are the reader's.
ENDS = {"submit": TaskState.IN_REVIEW, "accept": TaskState.DONE, "cancel": TaskState.CANCELLED}
DELETED = p("letter reason", "The task was thrown away.")
MOVED = p("letter reason", "The task has moved on since.")


def init_app():
    for trigger in WHY:
        kinds.register(f"tasks/{trigger}", build=build, still_true=still_true, topic="GIVEN")


def trigger_of(letter):
    return letter.about.rpartition("/")[2]


def build(letter):
    entry = db.session.get_one(Entry, letter.entry_id)
    together = told_together(letter, entry)
    task = together[0] if together else db.session.get_one(Task, letter.subject_id)
    return {
        "task": task,
        "others": len(together[1:]),
        "list_url": absolute("tasks.index", project_id=task.project_id, **all_of_them(letter)),
        "mover": db.session.get(User, entry.actor_id) if entry.actor_id else None,
        "page_url": absolute("tasks.show", task_id=task.id),
        "why": WHY[trigger_of(letter)],
    }


def told_together(letter, entry):
    """The tasks of one deed that the letter speaks of; none where it is about one alone."""
    ids = ids_of(entry.batch_id, "tasks")
    there = select(Task).where(Task.id.in_(ids), Task.deleted_at.is_(None)).order_by(Task.id)
    return [task for task in db.session.scalars(there) if concerns(letter, task)] if ids else []


def concerns(letter, task):
    """Whether the reader has to do with the task, and it is still as the letter says."""
    is_theirs = trigger_of(letter) == "submit" or letter.user_id in task.assignee_ids
    return is_theirs and says_what_is_so(letter, task)


def all_of_them(letter):
    """What the list of tasks is asked for, to find those of the letter; unasked, it shows what is open."""
    trigger = trigger_of(letter)
    state = {"state": ENDS[trigger].name} if trigger in ENDS else {}
    return state if trigger == "submit" else {"person": letter.user_id, **state}


def still_true(letter):
    """None while the letter says what is so, else the reason not to send it."""
    entry = db.session.get(Entry, letter.entry_id) if letter.entry_id else None
    if entry and told_together(letter, entry):
        return None
    task = db.session.get(Task, letter.subject_id)
    if task is None or task.deleted_at:
        return DELETED
    return None if says_what_is_so(letter, task) else MOVED


def says_what_is_so(letter, task):
    trigger = trigger_of(letter)
    if trigger == "assign":
        return task.is_open and letter.user_id in task.assignee_ids
    return trigger != "submit" or task.state is TaskState.IN_REVIEW

"""The letters about a task: given to somebody, sent for review, accepted, returned, dropped."""

from app.accounts.models import User
from app.db import db
from app.journal.models import Entry
from app.outbox import kinds
from app.outbox.links import absolute
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
DELETED = p("letter reason", "The task was thrown away.")
MOVED = p("letter reason", "The task has moved on since.")


def init_app():
    for trigger in WHY:
        kinds.register(f"tasks/{trigger}", build=build, still_true=still_true, topic="GIVEN")


def trigger_of(letter):
    return letter.about.rpartition("/")[2]


def build(letter):
    task = db.session.get_one(Task, letter.subject_id)
    entry = db.session.get_one(Entry, letter.entry_id)
    return {
        "task": task,
        "mover": db.session.get(User, entry.actor_id) if entry.actor_id else None,
        "page_url": absolute("tasks.show", task_id=task.id),
        "why": WHY[trigger_of(letter)],
    }


def still_true(letter):
    """None while the letter says what is so, else the reason not to send it."""
    task = db.session.get(Task, letter.subject_id)
    if task is None or task.deleted_at:
        return DELETED
    return None if says_what_is_so(letter, task) else MOVED


def says_what_is_so(letter, task):
    trigger = trigger_of(letter)
    if trigger == "assign":
        return task.is_open and letter.user_id in task.assignee_ids
    return trigger != "submit" or task.state is TaskState.IN_REVIEW

"""The letters about a task: given to somebody, sent for review, accepted, returned, dropped."""

from sqlalchemy import select

from app.accounts.models import User
from app.db import db
from app.journal.models import Entry
from app.outbox import kinds
from app.outbox.links import absolute
from app.tables.models import Batch
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
    entry = db.session.get_one(Entry, letter.entry_id)
    given = given_together(letter, entry)
    task = given[0] if given else db.session.get_one(Task, letter.subject_id)
    return {
        "task": task,
        "others": len(given[1:]),
        "list_url": absolute("tasks.index", project_id=task.project_id, person=letter.user_id) if given else None,
        "mover": db.session.get(User, entry.actor_id) if entry.actor_id else None,
        "page_url": absolute("tasks.show", task_id=task.id),
        "why": WHY[trigger_of(letter)],
    }


def given_together(letter, entry):
    """The tasks that one deed gave to the reader and that are still theirs; none where the letter is about one."""
    if trigger_of(letter) != "assign" or not entry.batch_id:
        return []
    batch = db.session.get(Batch, entry.batch_id)
    ids = [row["id"] for row in batch.facts["tasks"]] if batch else []
    mine = (Task.id.in_(ids), Task.deleted_at.is_(None), Task.assignees.any(User.id == letter.user_id))
    return [task for task in db.session.scalars(select(Task).where(*mine).order_by(Task.id)) if task.is_open]


def still_true(letter):
    """None while the letter says what is so, else the reason not to send it."""
    entry = db.session.get(Entry, letter.entry_id) if letter.entry_id else None
    if entry and given_together(letter, entry):
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

"""Letters about tasks: assigned, sent for review, accepted, returned, dropped."""

from app.db import db
from app.outbox import kinds
from app.outbox.links import absolute
from app.tasks.models import Task
from workflows.sentences import Sentence, p

WHY = Sentence("You get this letter because the task concerns you.")


def init_app():
    for trigger in ("assign", "submit", "accept", "send_back", "cancel"):
        kinds.register(f"tasks/{trigger}", build=build, still_true=still_there)


def still_there(letter):
    if db.session.get(Task, letter.subject_id).deleted_at:
        return p("letter reason", "The task was thrown away.")
    return None


def build(letter):
    task = db.session.get(Task, letter.subject_id)
    return {"task": task, "page_url": absolute("tasks.show", task_id=task.id), "why": WHY}

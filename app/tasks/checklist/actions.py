"""Write steps down, tick them off, put them in order, take them away, and let one grow into a task of its own."""

from app import clock
from app.db import db, lock
from app.journal.actions import record
from app.tasks import actions as tasks
from app.tasks.checklist import queries
from app.tasks.checklist.models import ChecklistItem
from workflows.engine import Refused
from workflows.sentences import Sentence

MOST = 100
TOO_MANY = Sentence("A checklist holds at most %(n)s steps.", n=MOST)


def add(task, *, actor, texts, position=None):
    """Write steps below the others, or one at its old place."""
    lock(task)
    steps = queries.of_task(task)
    if len(steps) + len(texts) > MOST:
        raise Refused([TOO_MANY])
    last = max((step.position for step in steps), default=0)
    for place, text in enumerate(texts, last + 1):
        facts = {"text": text, "position": place if position is None else position}
        db.session.add(ChecklistItem(project_id=task.project_id, task_id=task.id, **facts))
    record(task, "add_steps", actor=actor, step=", ".join(texts)[:200], n=len(texts))


def tick(step, task, *, actor):
    """A second click finds it ticked."""
    lock(step)
    if step.done_at is None:
        step.done_at, step.done_by_id = clock.now(), actor.id
        record(task, "tick", actor=actor, step=step.text)


def untick(step, task, *, actor):
    lock(step)
    if step.done_at is not None:
        step.done_at, step.done_by_id = None, None
        record(task, "untick", actor=actor, step=step.text)


def up(step, task, *, actor):
    trade_places(step, task, -1, actor)


def down(step, task, *, actor):
    trade_places(step, task, +1, actor)


def trade_places(step, task, by, actor):
    """Let a step and its neighbour change places; the first has none above, the last none below."""
    lock(task)
    steps = queries.of_task(task)
    here = steps.index(step)
    there = here + by
    if not 0 <= there < len(steps):
        return
    steps[here], steps[there] = steps[there], steps[here]
    for place, one in enumerate(steps, 1):
        one.position = place
    record(task, "order_steps", actor=actor, step=step.text)


def remove(step, task, *, actor):
    """Take a step off; what it was stays in the entry, so that undo can write it anew."""
    db.session.delete(step)
    return record(task, "remove_step", actor=actor, step=step.text, position=step.position)


def grow(step, task, *, actor):
    """Make a task of the step, in the same stage; it is done when that task is. A second click finds it made."""
    lock(step)
    if step.became_id is None:
        grown = tasks.create(task.project, actor=actor, title=step.text, stage=task.stage)
        step.became_id = grown.id
        record(task, "grow", actor=actor, step=step.text)
    return step.became_id

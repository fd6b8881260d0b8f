"""The worker's part: pages that were drawn before a task turned late within its day are drawn anew."""

from datetime import datetime

from app import clock
from app.db import begin_write, db
from app.jobs.models import Installation
from app.jobs.queue import every_minute
from app.journal.actions import raise_revision
from app.outbox.holds import keep
from app.projects import actions as projects
from app.tasks.due import instant_of
from app.tasks.models import Task

#: Until when this was looked after, among the installation's facts.
TURNED = "tasks_turned_late"


def init_app():
    every_minute(turn_late)
    projects.reckoned_by_zone.append(reckon)


def turn_late():
    """Every minute: nothing is written where no task turned late. A project's pages follow its revision."""
    now = clock.now()
    until = db.session.get(Installation, TURNED, populate_existing=True)
    since = (Task.due_at > datetime.fromisoformat(until.value),) if until else ()
    turned = db.select(Task.project_id).where(Task.due_at <= now, *since).distinct().order_by(Task.project_id)
    ids = db.session.scalars(turned).all()
    db.session.commit()
    if ids:
        begin_write()
        for project_id in ids:
            raise_revision(project_id)
        keep(TURNED, now.isoformat())
        db.session.commit()


def reckon(project):
    """Another zone makes other instants of the same times."""
    timed = db.select(Task).where(Task.project_id == project.id, Task.due_time.is_not(None))
    for task in db.session.scalars(timed):
        task.due_at = instant_of(task.due, task.due_time, project.time_zone)

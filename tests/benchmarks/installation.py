"""Our own product with as many tasks and materials as are asked for, and somebody signed in to it."""

from datetime import timedelta
from typing import NamedTuple

import sqlalchemy as sa

from app import clock, create_app
from app.accounts.models import User
from app.accounts.sessions import hashed
from app.db import begin_write, db
from app.meetings.models import AgendaItem
from app.projects.models import Project
from app.seeds import synthetic
from app.tasks import actions
from app.tasks.models import Task, assignment
from tests import make
from workflows.tasks import OPEN

MEETINGS, LINES, ENTRIES, AGENDA = 100, 20, 10, 20
RARE = "шөміш"
KEY = "the key of who measures"


class Seeded(NamedTuple):
    """What the pages are asked of."""

    project_id: int
    task_id: int
    meeting_id: int
    stage_id: int


def settings_in(folder):
    return {
        "DATA_DIR": str(folder),
        "SECRET_KEY": "for measuring only, thirty-two letters",
        "DEMO": "0",
    }


def seed(app, size):
    """Fill an empty installation; its coordinator has the same number of lines to read at every size."""
    with app.app_context():
        db.create_all()
        (project_id,) = synthetic.seed(tasks=size, materials=size, meetings=MEETINGS)
        begin_write()
        project = db.session.get_one(Project, project_id)
        coordinator = db.session.scalars(sa.select(User).order_by(User.id)).first()
        give_lines(project, coordinator)
        task = busy_task(project, coordinator)
        meeting = long_meeting(project)
        make.session(coordinator, hashed(KEY))
        seeded = Seeded(project_id, task.id, meeting.id, project.plan.stage.id)
        db.session.remove()
        db.engine.dispose()
    return seeded


def give_lines(project, coordinator):
    """Make sure that the coordinator's day is full at the smallest size, too."""
    has = sa.select(assignment.c.task_id).where(assignment.c.user_id == coordinator.id)
    wanted = sa.select(Task.id).where(Task.state.in_(OPEN), Task.id.not_in(has)).limit(LINES)
    given = list(db.session.scalars(wanted))
    db.session.execute(sa.insert(assignment), [{"task_id": task_id, "user_id": coordinator.id} for task_id in given])
    raised = {Task.assignee_count: Task.assignee_count + 1}
    db.session.execute(sa.update(Task).where(Task.id.in_(given)).values(raised))
    db.session.commit()


def busy_task(project, coordinator):
    """A task with a description, three people and ten lines of history; its title holds the rare word."""
    begin_write()
    people = project.workers[:3]
    task = actions.create(project, actor=coordinator, title=f"Табу: {RARE}", assignees=people)
    for number in range(ENTRIES - 1):
        facts = {"title": task.title, "description": f"**Газет** тігінділері, {number}", "assignees": people}
        actions.revise(task, actor=coordinator, version=task.version, **facts)
        db.session.flush()
    db.session.commit()
    return task


def long_meeting(project):
    """An announced meeting next week of everybody, with twenty topics."""
    starts = clock.now().replace(tzinfo=None, microsecond=0) + timedelta(days=7)
    meeting = make.meeting(project, *project.workers, starts=starts)
    for position in range(AGENDA):
        topic = {"position": position, "title": f"Тақырып {position}", "minutes": 5}
        meeting.agenda.append(AgendaItem(project_id=project.id, presenter_id=project.workers[0].id, **topic))
    db.session.commit()
    return meeting


def app_in(folder):
    return create_app(settings_in(folder))


def cookie_of(app):
    """The session cookie of whoever is signed in with the key."""
    signer = app.session_interface.get_signing_serializer(app)
    return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps({'id': KEY})}"

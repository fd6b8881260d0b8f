"""What waits for one person today."""

from datetime import timedelta
from types import SimpleNamespace

from sqlalchemy.orm import joinedload, selectinload

from app import clock
from app.db import db
from app.materials.models import Material
from app.meetings.models import Meeting, Participant
from app.projects.models import Project, Seat
from app.projects.queries import mine, project_ids_of
from app.rights import Role
from app.tasks.models import Task, assignment
from workflows.materials import MaterialState
from workflows.meetings import MeetingState
from workflows.projects import ProjectState
from workflows.tasks import OPEN, TaskState

MOST = 20


def day_of(actor):
    """The person's open tasks by urgency, their meetings to come, and what waits for their decision."""
    today = clock.today(actor.time_zone)
    week_ends = today + timedelta(days=6 - today.weekday())
    tasks = db.session.scalars(tasks_of(actor)).all()
    return SimpleNamespace(
        today=today,
        overdue=[task for task in tasks if task.due and task.due < today],
        due_today=[task for task in tasks if task.due == today],
        this_week=[task for task in tasks if task.due and today < task.due <= week_ends],
        later=[task for task in tasks if not task.due or task.due > week_ends],
        meetings=db.session.scalars(meetings_of(actor)).all(),
        projects=db.session.scalars(projects_of(actor)).all(),
        to_review=db.session.scalars(reviews_of(actor)).all(),
        to_check=db.session.scalars(checks_of(actor)).all(),
    )


def tasks_of(actor):
    return (
        db.select(Task)
        .join(assignment, assignment.c.task_id == Task.id)
        .where(
            assignment.c.user_id == actor.id,
            Task.state.in_(OPEN),
            Task.deleted_at.is_(None),
            Task.project_id.in_(project_ids_of(actor)),
        )
        .options(joinedload(Task.project), joinedload(Task.stage), selectinload(Task.assignees))
        .order_by(Task.due.is_(None), Task.due, Task.id)
        .limit(MOST)
    )


def meetings_of(actor):
    """Announced meetings to come that the person is invited to, nearest first."""
    return (
        db.select(Meeting)
        .join(Participant, Participant.meeting_id == Meeting.id)
        .where(
            Participant.user_id == actor.id,
            Participant.withdrawn_at.is_(None),
            Meeting.state == MeetingState.ANNOUNCED,
            Meeting.starts_at > clock.now() - timedelta(hours=3),
            Meeting.deleted_at.is_(None),
            Meeting.project_id.in_(project_ids_of(actor)),
        )
        .options(joinedload(Meeting.project), selectinload(Meeting.participants))
        .order_by(Meeting.starts_at)
        .limit(5)
    )


def projects_of(actor):
    """The person's projects that go on, newest first."""
    return mine(actor).where(Project.state.in_((ProjectState.RUNNING, ProjectState.ON_HOLD))).limit(5)


def projects_as(actor, *roles):
    """The ids of the projects in which the person has one of these roles."""
    return project_ids_of(actor).where(Seat.role.in_(roles))


def reviews_of(actor):
    """Tasks in review in the projects the person coordinates."""
    return (
        db.select(Task)
        .where(
            Task.state == TaskState.IN_REVIEW,
            Task.deleted_at.is_(None),
            Task.project_id.in_(projects_as(actor, Role.COORDINATOR)),
        )
        .options(joinedload(Task.project), selectinload(Task.assignees))
        .order_by(Task.id)
        .limit(MOST)
    )


def checks_of(actor):
    """Materials sent for checking by others, in the projects the person works in: any other than the collector may."""
    return (
        db.select(Material)
        .where(
            Material.state == MaterialState.SUBMITTED,
            Material.deleted_at.is_(None),
            Material.collector_id != actor.id,
            Material.project_id.in_(projects_as(actor, Role.COORDINATOR, Role.MEMBER)),
        )
        .options(joinedload(Material.project).selectinload(Project.texts), joinedload(Material.collector))
        .order_by(Material.id)
        .limit(MOST)
    )

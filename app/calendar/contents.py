"""What stands in a person's feed: asked anew at each fetch, so that it ends with the right to see it."""

from datetime import timedelta

from app import clock
from app.accounts.models import User
from app.db import db
from app.meetings import queries as meetings
from app.meetings.models import Meeting, Participant
from app.tasks import queries as tasks
from app.tasks.models import IS_OPEN, Task
from workflows.meetings import MeetingState

#: Older meetings have left the calendar, and no feed grows without end.
KEPT, MOST = timedelta(days=366), 500


def meetings_of(user, project_id=None):
    """The meetings the person is invited to, the past year's and all to come; drafts are nobody's yet."""
    theirs = db.select(Participant.meeting_id).where(Participant.user_id == user.id, Participant.withdrawn_at.is_(None))
    query = meetings.visible_to(user).where(
        Meeting.id.in_(theirs),
        Meeting.state != MeetingState.DRAFT,
        Meeting.announced_at.is_not(None),
        Meeting.starts_at > clock.now() - KEPT,
    )
    if project_id:
        query = query.where(Meeting.project_id == project_id)
    return db.session.scalars(query.order_by(Meeting.starts_at, Meeting.id).limit(MOST)).all()


def tasks_of(user, project_id=None):
    """The person's open tasks that have a day."""
    query = tasks.visible_to(user).where(IS_OPEN, Task.due.is_not(None), Task.assignees.any(User.id == user.id))
    if project_id:
        query = query.where(Task.project_id == project_id)
    return db.session.scalars(query.order_by(Task.due, Task.id).limit(MOST)).all()

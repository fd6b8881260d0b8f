"""Meetings as they are found: through the person who asks."""

from sqlalchemy.orm import joinedload, selectinload

from app import clock
from app.db import db
from app.meetings.models import AgendaItem, Meeting, Minutes, Outcome, Participant
from app.projects.queries import WITH_SEATS, only, project_ids_of
from workflows.meetings import MeetingState, OutcomeKind

SHOWN_AT_ONCE = 50


def visible_to(actor):
    """Meetings of the person's projects; a draft is shown to those who may prepare it by the page itself."""
    return db.select(Meeting).where(Meeting.project_id.in_(project_ids_of(actor)), Meeting.deleted_at.is_(None))


def find(meeting_id, actor):
    """The meeting with all that its page shows, or a 404."""
    whole = (
        joinedload(Meeting.project).options(WITH_SEATS),
        selectinload(Meeting.agenda).joinedload(AgendaItem.presenter),
        selectinload(Meeting.participants).joinedload(Participant.user),
        selectinload(Meeting.outcomes).options(joinedload(Outcome.person), joinedload(Outcome.task)),
        joinedload(Meeting.minutes),
        selectinload(Meeting.reminder_rules),
    )
    return only(visible_to(actor).where(Meeting.id == meeting_id).options(*whole))


def of(project, actor):
    """A project's meetings, latest first."""
    return (
        visible_to(actor).where(Meeting.project_id == project.id).order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    )


def held_in(project, actor):
    """The meetings that were held, latest first."""
    return of(project, actor).where(Meeting.state == MeetingState.HELD)


def page_of(project, actor, before=None):
    """At most a page of meetings that start before `before` (an instant), and whether more follow."""
    query = of(project, actor).limit(SHOWN_AT_ONCE + 1)
    if before:
        query = query.where(Meeting.starts_at < before)
    rows = db.session.scalars(query).all()
    return rows[:SHOWN_AT_ONCE], len(rows) > SHOWN_AT_ONCE


def first_to_come(project_id):
    """The id of the first meeting still to come; the list of meetings changes with it."""
    ids = db.select(Meeting.id).where(Meeting.project_id == project_id, Meeting.starts_at > clock.now())
    return db.session.scalar(ids.order_by(Meeting.starts_at, Meeting.id).limit(1))


def decisions_of(project):
    """The register of decisions: what the project's meetings decided, latest first."""
    return (
        db.select(Outcome)
        .where(Outcome.project_id == project.id, Outcome.nature == OutcomeKind.DECISION)
        .options(joinedload(Outcome.meeting))
        .order_by(Outcome.id.desc())
    )


def last_number(project):
    """The number of the project's latest minutes; 0 when there are none."""
    return db.session.scalar(db.select(db.func.max(Minutes.number)).where(Minutes.project_id == project.id)) or 0

"""Somebody leaves the project: they are not expected at its meetings to come, and their calendar hears of it."""

from app import clock
from app.db import db, lock
from app.meetings.models import Meeting, Participant
from app.meetings.people import withdraw


def withdraw_from_meetings(project_id, person, entry):
    for meeting in db.session.scalars(to_come_with(person).where(Meeting.project_id == project_id)).all():
        lock(meeting)
        withdraw(meeting, meeting.participant(person.id), entry)


def to_come_with(person):
    """Meetings that have not begun and that the person is invited to; one called off may yet be reopened."""
    mine = db.select(Participant.meeting_id).where(Participant.user_id == person.id, Participant.withdrawn_at.is_(None))
    not_begun = (Meeting.starts_at > clock.now(), Meeting.deleted_at.is_(None))
    return db.select(Meeting).where(Meeting.id.in_(mine), *not_begun).order_by(Meeting.id)

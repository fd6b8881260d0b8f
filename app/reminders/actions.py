"""Write the reminders that are due and not there yet. Run twice, in parallel or late, it changes nothing."""

from datetime import timedelta

from sqlalchemy.orm import selectinload

from app import clock
from app.db import begin_write, db
from app.meetings.models import Meeting
from app.outbox.actions import post
from app.outbox.models import Letter
from app.reminders.schedule import due
from workflows.meetings import MeetingState

#: How far ahead a rule may remind, and how long after its start a meeting's missed reminders are still noted.
AHEAD = timedelta(days=62)
BEHIND = timedelta(days=1)


def plan_reminders():
    """Every minute: one letter for each reminder that has become due."""
    wanted = [(meeting, reminder) for meeting in meetings_soon() for reminder in due(meeting, clock.now())]
    there = known({key(meeting, reminder) for meeting, reminder in wanted})
    missing = [(meeting.id, reminder) for meeting, reminder in wanted if key(meeting, reminder) not in there]
    if missing:
        begin_write()
        for meeting_id, reminder in missing:
            remind(db.session.get(Meeting, meeting_id), reminder)
    db.session.commit()


def meetings_soon():
    now = clock.now()
    return db.session.scalars(
        db.select(Meeting)
        .where(
            Meeting.state == MeetingState.ANNOUNCED,
            Meeting.starts_at.between(now - BEHIND, now + AHEAD),
            Meeting.deleted_at.is_(None),
        )
        .options(selectinload(Meeting.participants), selectinload(Meeting.reminder_rules))
    ).all()


def cause(meeting, reminder):
    return f"{meeting.id}:{meeting.schedule_revision}:{reminder.rule_id}"


def key(meeting, reminder):
    """The letter's own key, as `outbox.actions.write` makes it."""
    return f"meetings/remind:{cause(meeting, reminder)}:user {reminder.user_id}"


def known(keys):
    """Those of the keys that letters have already."""
    found = db.select(Letter.dedupe_key).where(Letter.dedupe_key.in_(keys))
    return set(db.session.scalars(found)) if keys else set()


def remind(meeting, reminder):
    person = meeting.participant(reminder.user_id)
    if person and meeting.state is MeetingState.ANNOUNCED:
        post(
            "meetings/remind",
            [person.user],
            subject=meeting,
            cause=cause(meeting, reminder),
            due_at=reminder.at,
            not_after=reminder.not_after,
            schedule_revision=meeting.schedule_revision,
        )

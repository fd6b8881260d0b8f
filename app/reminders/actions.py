"""Write the reminders that are due and not there yet. Run twice, in parallel or late, it changes nothing."""

from app import clock
from app.db import begin_write, db, lock
from app.meetings.models import Meeting, ReminderRule
from app.meetings.people import tell
from app.reminders.schedule import due
from workflows.meetings import MeetingState


def plan_reminders():
    """Every minute: one letter for each reminder that has become due. What is not due costs nothing."""
    for meeting_id in meetings_due():
        begin_write()
        plan(db.session.get(Meeting, meeting_id))
        db.session.commit()


def meetings_due():
    """The ids of the meetings with a reminder that waits and whose instant has come."""
    passed = db.select(ReminderRule.meeting_id).where(ReminderRule.due_at <= clock.now()).distinct()
    ids = db.session.scalars(passed.order_by(ReminderRule.meeting_id)).all()
    db.session.commit()
    return ids


def plan(meeting):
    """Write the letters of what is due now, and note that these rules wait no longer."""
    lock(meeting)
    now = clock.now()
    if is_reminded_of(meeting):
        for reminder in due(meeting, now):
            remind(meeting, reminder)
    for rule in meeting.reminder_rules:
        if rule.due_at is not None and rule.due_at <= now:
            rule.due_at = None


def is_reminded_of(meeting):
    is_there = meeting.state is MeetingState.ANNOUNCED and meeting.deleted_at is None
    return is_there and meeting.is_of_a_project_that_goes_on


def remind(meeting, reminder):
    tell(
        "meetings/remind",
        [reminder.person],
        meeting=meeting,
        cause=f"{meeting.id}:{meeting.schedule_revision}:{reminder.rule.id}",
        due_at=reminder.at,
        not_after=reminder.not_after,
        schedule_revision=meeting.schedule_revision,
        params={"rule": reminder.rule.id, "text": reminder.rule.text},
    )

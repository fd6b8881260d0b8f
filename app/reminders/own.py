"""Common reminders of a meeting and those of one's own: add, take away, switch off, and one more at once."""

from app import clock
from app.db import lock
from app.journal.actions import record
from app.meetings.actions import due_at
from app.meetings.models import ReminderRule
from app.meetings.people import tell
from workflows.engine import require
from workflows.meetings import ANSWER, Answer


def add(meeting, *, actor, minutes_before, text="", person=None):
    """One more reminder, so many minutes before the start: for everybody, or for `person` alone."""
    lock(meeting)
    rule = ReminderRule(
        project_id=meeting.project_id,
        user_id=person.id if person else None,
        minutes_before=minutes_before,
        text=text,
        due_at=due_at(meeting, minutes_before),
    )
    meeting.reminder_rules.append(rule)
    if person is None:
        record(meeting, "reminders", actor=actor, changes={"reminders": [None, [minutes_before, text]]})
    return rule


def remove(meeting, rule, *, actor):
    """Take a reminder away. What it has written already stays written."""
    lock(meeting)
    meeting.reminder_rules.remove(rule)
    if rule.user_id is None:
        changes = {"reminders": [[rule.minutes_before, rule.text], None]}
        record(meeting, "reminders", actor=actor, changes=changes)


def switch(meeting, rule, person, *, is_off):
    """Let the person do without a common reminder, or have it again."""
    lock(meeting)
    mine = [row for row in meeting.reminder_rules if row.user_id == person.id and row.is_off]
    found = next((row for row in mine if row.minutes_before == rule.minutes_before), None)
    if is_off and not found:
        off = ReminderRule(
            project_id=meeting.project_id, user_id=person.id, minutes_before=rule.minutes_before, is_off=True
        )
        meeting.reminder_rules.append(off)
    elif found and not is_off:
        meeting.reminder_rules.remove(found)


def remind_now(meeting, *, actor, text="", only_unanswered=False):
    """An extra letter at once to whoever may come, or only to those who have not answered. Gives how many.

    Raises `Refused` before the announcement and once the meeting has begun.
    """
    lock(meeting)
    require(meeting, ANSWER, actor=actor)
    awaited = (None,) if only_unanswered else (None, Answer.YES, Answer.MAYBE)
    rows = [row for row in meeting.invited if row.answer in awaited]
    entry = record(meeting, "remind", actor=actor, to=len(rows))
    tell(
        "meetings/remind",
        rows,
        meeting=meeting,
        entry=entry,
        cause=f"{meeting.id}:{meeting.schedule_revision}:now {entry.id}",
        due_at=clock.now(),
        not_after=meeting.starts_at,
        schedule_revision=meeting.schedule_revision,
        params={"text": text},
    )
    return len(rows)

"""The reminder of a meeting: when, where, and what the reader still owes."""

import sqlalchemy as sa

from app.calendar.letters import about_meeting, answer_url, meeting_of, row_of, standing, why_not_invited
from app.db import rows
from app.jobs.queue import every_minute
from app.meetings.models import ReminderRule
from app.outbox import kinds
from app.reminders import stopping
from app.reminders.actions import plan_reminders
from app.reminders.schedule import rules_of
from app.tasks.models import IS_OPEN, Task, assignment
from workflows.meetings import Answer
from workflows.projects import ProjectState
from workflows.sentences import p

MOST_TASKS = 10


def init_app(app):
    kinds.register("meetings/remind", build=reminder, still_true=still_due)
    every_minute(plan_reminders)
    stopping.init_app(app)


def still_due(letter):
    now = standing(letter)
    if reason := why_not_invited(now):
        return reason
    if now.revision != letter.schedule_revision:
        return p("letter reason", "The meeting was moved.")
    rule = letter.params.get("rule")
    if rule and rule not in {wanted.id for wanted in rules_of(rules_now(letter.subject_id), letter.user_id)}:
        return p("letter reason", "The reminder was taken away.")
    if now.answer is Answer.NO:
        return p("letter reason", "The person does not come.")
    if letter.user and not letter.user.wants_reminders:
        return p("letter reason", "The person wants no reminders.")
    return None


RULES = sa.select(
    ReminderRule.id, ReminderRule.user_id, ReminderRule.minutes_before, ReminderRule.is_off
).where(ReminderRule.meeting_id == sa.bindparam("meeting"))  # fmt: skip


def rules_now(meeting_id):
    """The meeting's rules as columns: they are asked of every reminder at its dot."""
    return rows(RULES, meeting=meeting_id)


def reminder(letter):
    meeting = meeting_of(letter)
    mine = row_of(letter, meeting)
    return {
        **about_meeting(letter, meeting),
        "text": letter.params.get("text", ""),
        "was_moved": meeting.rescheduled_at is not None,
        "tasks": tasks_due_by(meeting, letter.user_id),
        "is_unanswered": mine.answer is None,
        "my_topics": [item for item in meeting.agenda if letter.user_id and item.presenter_id == letter.user_id],
        "answer_url": answer_url(letter, meeting),
        "unsubscribe": stopping.stop_url(letter.user) if letter.user else None,
    }


TASKS = (
    sa.select(Task.title)
    .join(assignment, assignment.c.task_id == Task.id)
    .where(Task.project_id == sa.bindparam("project"), IS_OPEN, Task.due <= sa.bindparam("day"))
    .where(assignment.c.user_id == sa.bindparam("user"))
    .order_by(Task.due, Task.id)
    .limit(MOST_TASKS)
)


def tasks_due_by(meeting, user_id):
    """The reader's open tasks of the project that are due by the day of the meeting, the earliest first.

    A project on hold reminds of its meetings and not of its tasks.
    """
    if meeting.project.state is ProjectState.ON_HOLD:
        return []
    day = meeting.starts_wall.date()
    return rows(TASKS, project=meeting.project_id, day=day, user=user_id) if user_id else []

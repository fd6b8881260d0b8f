"""The reminder of a meeting: when, where, and what the reader still owes."""

from app.accounts.models import User
from app.calendar.letters import about_meeting, answer_url, meeting_of, row_of, still_invited
from app.db import db
from app.jobs.queue import every_minute
from app.outbox import kinds
from app.reminders.actions import plan_reminders
from app.reminders.schedule import rules_of
from app.tasks.models import IS_OPEN, Task
from workflows.meetings import Answer
from workflows.sentences import p

MOST_TASKS = 10


def init_app(app):
    kinds.register("meetings/remind", build=reminder, still_true=still_due)
    every_minute(plan_reminders)


def still_due(letter):
    meeting = meeting_of(letter)
    if reason := still_invited(letter):
        return reason
    if meeting.schedule_revision != letter.schedule_revision:
        return p("letter reason", "The meeting was moved.")
    mine = row_of(letter, meeting)
    rule = letter.params.get("rule")
    if rule and rule not in {wanted.id for wanted in rules_of(meeting, mine)}:
        return p("letter reason", "The reminder was taken away.")
    if mine.answer is Answer.NO:
        return p("letter reason", "The person does not come.")
    return None


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
    }


def tasks_due_by(meeting, user_id):
    """The reader's open tasks of the project that are due by the day of the meeting, the earliest first."""
    mine = db.select(Task).where(
        Task.project_id == meeting.project_id,
        IS_OPEN,
        Task.due <= meeting.starts_wall.date(),
        Task.assignees.any(User.id == user_id),
    )
    return db.session.scalars(mine.order_by(Task.due, Task.id).limit(MOST_TASKS)).all() if user_id else []

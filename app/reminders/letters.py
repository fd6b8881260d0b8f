"""The reminder of a meeting: when, where, and what the reader still owes."""

from app.calendar.letters import about_meeting, answer_url, meeting_of, row_of, still_invited
from app.jobs.queue import every_minute
from app.outbox import kinds
from app.reminders import stopping
from app.reminders.actions import plan_reminders
from workflows.meetings import Answer
from workflows.sentences import p


def init_app(app):
    kinds.register("meetings/remind", build=reminder, still_true=still_due)
    every_minute(plan_reminders)
    stopping.init_app(app)


def still_due(letter):
    meeting = meeting_of(letter)
    if reason := still_invited(letter):
        return reason
    if meeting.schedule_revision != letter.schedule_revision:
        return p("letter reason", "The meeting was moved.")
    if row_of(letter, meeting).answer is Answer.NO:
        return p("letter reason", "The person does not come.")
    if not letter.user.wants_reminders:
        return p("letter reason", "The person wants no reminders.")
    return None


def reminder(letter):
    meeting = meeting_of(letter)
    mine = row_of(letter, meeting)
    return {
        **about_meeting(letter, meeting),
        "is_unanswered": mine.answer is None,
        "my_topics": [item for item in meeting.agenda if letter.user_id and item.presenter_id == letter.user_id],
        "answer_url": answer_url(letter, meeting),
        "unsubscribe": stopping.stop_url(letter.user),
    }

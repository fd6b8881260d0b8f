"""The reminders of a meeting as a table: who, which, when due, and what became of the letter."""

from datetime import timedelta
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import pgettext

from app.db import db
from app.meetings.words import lead_time
from app.outbox.models import Letter
from app.reminders.schedule import rules_of
from workflows.letters import LetterState
from workflows.meetings import Answer, MeetingState

TONES = {
    LetterState.SENT: "good",
    LetterState.QUEUED: "sky",
    LetterState.CLAIMED: "sky",
    LetterState.TRANSMITTING: "sky",
    LetterState.VOID: "quiet",
}


class Line(NamedTuple):
    """One reminder to one participant. `at` is the instant it is due."""

    name: str
    which: str
    at: object
    state: str
    tone: str


def lines_of(meeting, people):
    """What these participants get, the next first; a reminder that is not to come and was never written is left out."""
    letters = letters_of(meeting)
    written = {(letter.params.get("rule"), recipient(letter)): letter for letter in letters}
    lines = []
    for row in people:
        for rule in rules_of(meeting.reminder_rules, row.user_id):
            letter = written.pop((rule.id, address_of(row)), None)
            lines += line(meeting, row, rule, letter)
    names = {address_of(row): row.short_name for row in people}
    extra = [letter for letter in letters if letter.params.get("rule") is None and recipient(letter) in names]
    lines += [told(names[recipient(letter)], _("Extra"), letter.due_at, letter) for letter in extra]
    return sorted(lines, key=lambda line: (line.at, line.name))


def letters_of(meeting):
    """The reminders written since the last move."""
    query = db.select(Letter).where(
        Letter.subject_type == meeting.kind,
        Letter.subject_id == meeting.id,
        Letter.about == "meetings/remind",
        Letter.schedule_revision == meeting.schedule_revision,
    )
    return db.session.scalars(query.order_by(Letter.id)).all()


def recipient(letter):
    return letter.user_id or letter.address


def address_of(row):
    return row.user_id or row.guest_address


def line(meeting, row, rule, letter):
    which = lead_time(rule.minutes_before)
    at = meeting.starts_at - timedelta(minutes=rule.minutes_before)
    if letter:
        return [told(row.short_name, which, at, letter)]
    if rule.due_at is None:
        return []
    if row.answer is Answer.NO:
        return [Line(row.short_name, which, at, _("None: does not come"), "quiet")]
    return [Line(row.short_name, which, at, _("To come"), "plain")]


def told(name, which, at, letter):
    return Line(name, which, at, pgettext("letter", letter.state.value), TONES.get(letter.state, "bad"))


def is_waiting(meeting):
    return meeting.state is MeetingState.ANNOUNCED and meeting.is_to_come

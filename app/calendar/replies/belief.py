"""Which answers by mail are believed: those to an invitation of ours, from the address that was invited."""

from app import clock
from app.db import db
from app.meetings import people
from app.meetings.models import Meeting


class LeftAlone(Exception):
    """The answer belongs to nothing that takes one; the message says why, for the log."""


def believe(reply):
    """Keep the answer, in the caller's transaction. Raises `LeftAlone`, and `Refused` where the meeting takes none.

    The UID of a meeting cannot be guessed and is known to those invited alone. Beyond that, an answer by mail is as
    strong as the address it came from, and no stronger: it is kept as such and shown as such.
    """
    meeting = db.session.scalar(db.select(Meeting).where(Meeting.uid == reply.uid, Meeting.deleted_at.is_(None)))
    if meeting is None:
        raise LeftAlone("no meeting has its UID")
    row = next((row for row in meeting.invited if row.address.lower() == reply.address), None)
    if row is None or (row.user and row.user.disabled_at):
        raise LeftAlone("its address is not invited")
    if not row.asked_sequence <= reply.sequence <= meeting.sequence:
        raise LeftAlone("it answers another hour than the meeting has now")
    # A clock that is ahead, or one that was set so, must not outdo every later answer.
    at = min(reply.at, clock.now())
    if not people.answer_by_mail(row, reply.said, at=at):
        raise LeftAlone("a later answer is known")

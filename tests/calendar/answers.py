"""Answers as calendars write them, and what came of them."""

from email.message import EmailMessage

from app.db import db
from app.jobs.queue import EVERY_MINUTE
from app.journal.models import Entry
from tests.conftest import NOON

USER, ADDRESS, FOLDER = "answers", "answers@library.example", "Answers"


def answer(meeting, address="member@library.example", said="ACCEPTED", *, at=NOON, sender=None, **lines):
    """A letter as a calendar writes it. `lines` stand in for the calendar's own, by name; None leaves one out."""
    event = {
        "UID": f":{meeting.uid}",
        "SEQUENCE": f":{meeting.sequence}",
        "DTSTAMP": f":{at:%Y%m%dT%H%M%SZ}",
        "ATTENDEE": f';PARTSTAT={said};CN="Somebody; else":mailto:{address}',
        **lines,
    }
    method = event.pop("METHOD", ":REPLY")
    inner = "".join(f"{name.rstrip('2')}{value}\r\n" for name, value in event.items() if value is not None)
    letter = EmailMessage()
    letter["From"] = sender or f"Дәурен Қасымов <{address}>"
    letter["To"] = ADDRESS
    letter["Subject"] = "Accepted"
    letter.set_content("Yes.")
    letter.add_alternative(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD{method}\r\nBEGIN:VEVENT\r\n{inner}END:VEVENT\r\nEND:VCALENDAR\r\n",
        subtype="calendar",
    )
    return letter.as_bytes()


def read_anew():
    """What the tick does, and then the rows as the database has them."""
    db.session.rollback()
    EVERY_MINUTE["app.calendar.replies.reading.read_replies"]()
    db.session.rollback()


def journal():
    kept = db.select(Entry.kind).where(Entry.subject_type == "meeting").order_by(Entry.id)
    return db.session.scalars(kept).all()


def unread(mailbox):
    mailbox.noop()
    return len(mailbox.search(None, "UNSEEN")[1][0].split())

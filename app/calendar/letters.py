"""The letters that calendars understand: announced, moved, cancelled, withdrawn."""

from datetime import timedelta
from email.utils import parseaddr

from flask import current_app

from app import clock, dates
from app.accounts import tokens
from app.calendar.ical import meeting_calendar
from app.db import db
from app.meetings.models import Meeting, Minutes
from app.outbox import kinds
from app.outbox.links import absolute
from workflows.meetings import MeetingState
from workflows.sentences import Sentence, p

INVITED = Sentence("You get this letter because you are invited to this meeting.")
WAS_INVITED = Sentence("You get this letter because you were invited to this meeting.")


#: Calendars take these twice without harm, and people who left must hear them too.
LAST_WORD = {"if_unknown": "resend", "after_leaving": True}


def init_app(app):
    for about in ("meetings/announce", "meetings/move"):
        kinds.register(about, build=invitation, still_true=still_invited)
    kinds.register("meetings/cancel", build=cancellation, still_true=still_cancelled, **LAST_WORD)
    kinds.register("meetings/withdraw", build=withdrawal, still_true=still_withdrawn, **LAST_WORD)
    kinds.register("minutes/send", build=minutes_to_read)


def meeting_of(letter):
    return db.session.get(Meeting, letter.subject_id)


def row_of(letter, meeting):
    """The participant whom the letter is for, withdrawn or not; None for somebody who never was one."""
    if letter.user_id:
        return next((row for row in meeting.participants if row.user_id == letter.user_id), None)
    return next((row for row in meeting.participants if row.guest_address == letter.address), None)


def is_invited(letter, meeting):
    row = row_of(letter, meeting)
    return row is not None and row.withdrawn_at is None


def still_invited(letter):
    """None while the letter still tells the truth, else why it does not."""
    meeting = meeting_of(letter)
    if meeting.state is not MeetingState.ANNOUNCED:
        return p("letter reason", "The meeting is not announced any more.")
    if not meeting.is_of_a_project_that_goes_on:
        return p("letter reason", "The project is completed.")
    if not is_invited(letter, meeting):
        return p("letter reason", "The person is not invited any more.")
    if clock.now() >= meeting.starts_at:
        return p("letter reason", "The meeting has begun.")
    return None


def still_cancelled(letter):
    if meeting_of(letter).state is not MeetingState.CANCELLED:
        return p("letter reason", "The meeting takes place after all.")
    return None


def still_withdrawn(letter):
    if is_invited(letter, meeting_of(letter)):
        return p("letter reason", "The person is invited again.")
    return None


def invitation(letter):
    """The meeting with its links to answer, and the calendar's REQUEST."""
    meeting = meeting_of(letter)
    return {
        **about_meeting(letter, meeting),
        "answer_url": answer_url(letter, meeting),
        "calendar": calendar(letter, meeting, "REQUEST", [row_of(letter, meeting)]),
        "calendar_method": "REQUEST",
    }


def cancellation(letter):
    meeting = meeting_of(letter)
    return {
        **about_meeting(letter, meeting),
        "why": WAS_INVITED,
        "calendar": calendar(letter, meeting, "CANCEL", [row_of(letter, meeting)]),
        "calendar_method": "CANCEL",
    }


withdrawal = cancellation


def minutes_to_read(letter):
    minutes = db.session.get(Minutes, letter.subject_id)
    return {**about_meeting(letter, minutes.meeting), "minutes": minutes}


def about_meeting(letter, meeting):
    """What every letter about a meeting says: when in the meeting's zone, where, and the page for who can open it."""
    zone = letter.user.time_zone if letter.user else meeting.zone
    elsewhere = dates.offset_label(meeting.starts_at, zone) != dates.offset_label(meeting.starts_at, meeting.zone)
    return {
        "meeting": meeting,
        "when": dates.wall(meeting.starts_wall, meeting.zone),
        "when_here": dates.moment(meeting.starts_at, zone) if elsewhere else None,
        "page_url": absolute("meetings.show", meeting_id=meeting.id) if letter.user else None,
        "why": INVITED,
    }


def answer_url(letter, meeting):
    """A personal link that answers without signing in; it dies when the meeting begins."""
    lifetime = meeting.starts_at - clock.now() + timedelta(minutes=1)
    secret = tokens.issue(
        "answer", lifetime=lifetime, user=letter.user, address=letter.address, subject=meeting, single_use=False
    )
    return absolute("meetings.answers.by_link", secret=secret)


def calendar(letter, meeting, method, people):
    return meeting_calendar(
        meeting,
        method=method,
        people=people,
        organizer=parseaddr(current_app.config["MAIL_FROM"]),
        url=absolute("meetings.show", meeting_id=meeting.id) if letter.user else None,
        stamp=letter.created_at,
    )

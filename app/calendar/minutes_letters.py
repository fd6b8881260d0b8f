"""The letters that bring the minutes of a meeting, and what is corrected in them later, to those who were invited."""

from app.accounts import tokens
from app.calendar.letters import WAS_INVITED, about_meeting
from app.db import db
from app.meetings.minutes.models import Minutes
from app.outbox import kinds
from app.outbox.links import absolute
from workflows.sentences import p


def init_app():
    kinds.register("minutes/send", build=minutes_to_read, still_true=still_reads)
    kinds.register("minutes/amend", build=amended, still_true=still_reads)


def minutes_of(letter):
    return db.session.get(Minutes, letter.subject_id)


def still_reads(letter):
    """None, or why the letter does not go: a guest may have been left out since."""
    if letter.user_id or minutes_of(letter).meeting.guest_reading(letter.address):
        return None
    return p("letter reason", "The minutes do not go to this guest any more.")


def minutes_to_read(letter):
    """What was said topic by topic and what was settled, who was there, and what has been corrected already."""
    minutes = minutes_of(letter)
    present = ", ".join(row.short_name for row in minutes.meeting.invited if row.attended)
    return {**to_read(letter, minutes), "present": present, "amendments": minutes.amendments}


def amended(letter):
    minutes = minutes_of(letter)
    [amendment] = [row for row in minutes.amendments if row.number == letter.params["number"]]
    return {**to_read(letter, minutes), "amendment": amendment}


def to_read(letter, minutes):
    """The meeting, and where its minutes are read: by a guest behind a link of their own, which opens nothing else."""
    meeting = minutes.meeting
    if letter.user:
        paper_url = absolute("meetings.papers.show", meeting_id=meeting.id)
    else:
        secret = tokens.issue("minutes", address=letter.address, subject=meeting, single_use=False)
        paper_url = absolute("meetings.guest_papers.show", secret=secret)
    return {**about_meeting(letter, meeting), "minutes": minutes, "paper_url": paper_url, "why": WAS_INVITED}

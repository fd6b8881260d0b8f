"""The letters that ask for a day, and once more those who have not answered."""

from app import dates
from app.accounts import tokens
from app.db import db
from app.meetings.models import Meeting
from app.meetings.polls import queries
from app.outbox import kinds
from app.outbox.links import absolute
from workflows.meetings import MeetingState
from workflows.sentences import Sentence, p

INVITED = Sentence("You get this letter because you are invited to this meeting.")


def init_app():
    kinds.register("meetings/ask_for_day", build=days_to_choose, still_true=still_asked)
    kinds.register("meetings/ask_again", build=days_to_choose, still_true=still_silent)


def row_of(letter, meeting):
    return meeting.participant(letter.user_id) if letter.user_id else meeting.participant_at(letter.address)


def still_asked(letter):
    """None while the letter still tells the truth, else why it does not."""
    meeting = db.session.get(Meeting, letter.subject_id)
    if meeting.polled_at is None or meeting.state is not MeetingState.DRAFT:
        return p("letter reason", "The day of the meeting is settled.")
    if not meeting.is_of_a_project_that_goes_on:
        return p("letter reason", "The project is completed.")
    if row_of(letter, meeting) is None:
        return p("letter reason", "The person is not invited any more.")
    return None


def still_silent(letter):
    if reason := still_asked(letter):
        return reason
    meeting = db.session.get(Meeting, letter.subject_id)
    if row_of(letter, meeting) not in queries.silent(meeting, queries.slots_of(meeting)):
        return p("letter reason", "The person has answered.")
    return None


def days_to_choose(letter):
    """The days in the reader's own zone, and a personal link that needs no signing in."""
    meeting = db.session.get(Meeting, letter.subject_id)
    zone = letter.user.time_zone if letter.user else meeting.zone
    secret = tokens.issue("poll", user=letter.user, address=letter.address, subject=meeting, single_use=False)
    return {
        "meeting": meeting,
        "days": [dates.moment(slot.starts_at, zone) for slot in queries.slots_of(meeting)],
        "answer_url": absolute("meetings.polls.by_link", secret=secret),
        "page_url": absolute("meetings.polls.show", meeting_id=meeting.id) if letter.user else None,
        "why": INVITED,
    }

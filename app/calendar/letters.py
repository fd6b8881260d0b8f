"""The letters that calendars understand: announced, moved, cancelled, withdrawn."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa

from app import clock, dates
from app.accounts import tokens
from app.calendar.ical import meeting_calendar
from app.calendar.organizer import answers_to, organizer
from app.db import db, rows
from app.meetings.models import Meeting, Participant
from app.meetings.series.models import Series
from app.meetings.series.rules import in_words
from app.meetings.things.queries import things_of
from app.outbox import kinds
from app.outbox.links import absolute
from app.projects.models import Project
from app.rights import Act
from workflows.meetings import Answer, MeetingState
from workflows.projects import ProjectState
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


def meeting_of(letter):
    return db.session.get(Meeting, letter.subject_id)


def row_of(letter, meeting):
    """The participant whom the letter is for, withdrawn or not; None for somebody who never was one."""
    if letter.user_id:
        return next((row for row in meeting.participants if row.user_id == letter.user_id), None)
    return next((row for row in meeting.participants if row.guest_address == letter.address), None)


class Standing(NamedTuple):
    """What a letter about a meeting has to agree with: the meeting as it is now, and its reader's place in it.

    `row_id` is None for somebody who was never invited.
    """

    state: MeetingState
    revision: int
    starts_at: datetime
    project: ProjectState
    row_id: int | None
    withdrawn_at: datetime | None
    answer: Answer | None

    @property
    def is_invited(self):
        return self.row_id is not None and self.withdrawn_at is None


def standing(letter):
    """Read as columns in one statement: it is asked of every letter at its dot."""
    reader = {"user": letter.user_id} if letter.user_id else {"address": letter.address}
    [found] = rows(standings(*reader), meeting=letter.subject_id, **reader)
    return Standing(*found)


@lru_cache(maxsize=2)
def standings(reader):
    is_theirs = {"user": Participant.user_id, "address": Participant.guest_address}[reader] == sa.bindparam(reader)
    facts = (Meeting.state, Meeting.schedule_revision, Meeting.starts_at, Project.state)
    return (
        sa.select(*facts, Participant.id, Participant.withdrawn_at, Participant.answer)
        .join(Project, Project.id == Meeting.project_id)
        .outerjoin(Participant, sa.and_(Participant.meeting_id == Meeting.id, is_theirs))
        .where(Meeting.id == sa.bindparam("meeting"))
    )


def still_invited(letter):
    """None while the letter still tells the truth, else why it does not."""
    return why_not_invited(standing(letter))


def why_not_invited(now):
    if now.state is not MeetingState.ANNOUNCED:
        return p("letter reason", "The meeting is not announced any more.")
    if now.project in (ProjectState.COMPLETED, ProjectState.ARCHIVED):
        return p("letter reason", "The project is completed.")
    if not now.is_invited:
        return p("letter reason", "The person is not invited any more.")
    if clock.now() >= now.starts_at:
        return p("letter reason", "The meeting has begun.")
    return None


def still_cancelled(letter):
    if standing(letter).state is not MeetingState.CANCELLED:
        return p("letter reason", "The meeting takes place after all.")
    return None


def still_withdrawn(letter):
    if standing(letter).is_invited:
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
        "reply_to": answers_to(),
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


def about_meeting(letter, meeting):
    """What every letter about a meeting says: when in the meeting's zone, where, and the page for who can open it."""
    zone = letter.user.time_zone if letter.user else meeting.zone
    elsewhere = dates.offset_label(meeting.starts_at, zone) != dates.offset_label(meeting.starts_at, meeting.zone)
    return {
        "meeting": meeting,
        "when": dates.wall(meeting.starts_wall, meeting.zone),
        "when_here": dates.moment(meeting.starts_at, zone) if elsewhere else None,
        "page_url": absolute("meetings.show", meeting_id=meeting.id) if letter.user else None,
        "things": things_for(letter.user, meeting),
        "rule": rule_of(meeting),
        "why": INVITED,
    }


def things_for(reader, meeting):
    """What each topic is about, ``{topic's id: [Thing]}``, for somebody who may see the project's things."""
    return things_of(meeting.id) if reader and meeting.allows(reader, Act.SEE) else {}


def rule_of(meeting):
    """How the meeting recurs, in words; None for one by itself."""
    series = db.session.get(Series, meeting.series_id) if meeting.series_id else None
    return series and in_words(series.rule, series.first_day)


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
        organizer=organizer(),
        url=absolute("meetings.show", meeting_id=meeting.id) if letter.user else None,
        stamp=letter.created_at,
    )

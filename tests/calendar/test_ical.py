"""Meetings as calendars read them, by a reader that shares no code with the writer."""

from datetime import UTC, datetime

from app.db import db
from tests import calendars, make
from workflows.meetings import MeetingState


def read(answer):
    return calendars.read(answer.data.decode())


def test_a_calendar_reads_the_hour_of_march_2018_right(cast, as_user):
    meeting = make.meeting(cast.project, cast.member, starts=datetime(2018, 3, 15, 10, 0), state=MeetingState.HELD)

    event = read(as_user(cast.member).get(f"/meetings/{meeting.id}.ics")).vevent

    assert event.dtstart.value.astimezone(UTC) == datetime(2018, 3, 15, 4, 0, tzinfo=UTC)
    assert event.uid.value == meeting.uid


def test_a_meeting_over_a_change_of_the_clocks_ends_when_its_minutes_are_over(cast, as_user):
    meeting = make.meeting(cast.project, cast.member, starts=datetime(2024, 2, 29, 23, 30), state=MeetingState.HELD)

    event = read(as_user(cast.member).get(f"/meetings/{meeting.id}.ics")).vevent

    assert (
        event.dtend.value.astimezone(UTC) - event.dtstart.value.astimezone(UTC) == meeting.ends_at - meeting.starts_at
    )


def test_a_cancelled_meeting_is_cancelled_in_the_calendar(cast, as_user):
    meeting = make.meeting(cast.project, cast.member, state=MeetingState.CANCELLED)

    calendar = read(as_user(cast.member).get(f"/meetings/{meeting.id}.ics"))

    assert calendar.method.value == "CANCEL"
    assert calendar.vevent.status.value == "CANCELLED"


def test_a_meeting_whose_day_is_still_open_is_in_no_calendar(cast, as_user):
    meeting = make.meeting(cast.project, cast.member)
    meeting.is_day_open = True
    db.session.commit()

    assert as_user(cast.member).get(f"/meetings/{meeting.id}.ics").status_code == 404

"""What people and their calendars are told when a meeting moves, is called off, or is called again."""

from datetime import timedelta

import pytest

from app.db import db
from app.outbox.models import Letter
from tests import calendars, make
from tests.meetings.forms import drawn
from workflows.letters import LetterState
from workflows.meetings import Answer, MeetingState


@pytest.fixture
def browser(cast, as_user):
    return as_user(cast.coordinator)


@pytest.fixture
def meeting(cast):
    return make.meeting(cast.project, cast.coordinator, cast.member, cast.observer)


def states(about):
    return {letter.state for letter in db.session.scalars(db.select(Letter).where(Letter.about == about))}


def test_whoever_was_taken_off_is_told_so_although_the_meeting_moves_afterwards(cast, browser, meeting):
    browser.post(f"/meetings/{meeting.id}/edit", data=drawn(meeting, people_ids=[cast.coordinator.id]))

    browser.post(f"/meetings/{meeting.id}/edit", data=drawn(meeting, starts_wall="2026-03-17T11:00"))

    assert states("meetings/withdraw") == {LetterState.QUEUED}


def test_whoever_was_taken_off_is_told_so_although_the_meeting_is_cancelled_afterwards(cast, browser, meeting):
    browser.post(f"/meetings/{meeting.id}/edit", data=drawn(meeting, people_ids=[cast.coordinator.id]))

    browser.post(f"/meetings/{meeting.id}/cancel", data={"version": meeting.version})

    assert states("meetings/withdraw") == {LetterState.QUEUED}


def test_a_new_hour_asks_everybody_again(cast, browser, meeting, post_office):
    for row in meeting.participants:
        row.answer = Answer.NO
    db.session.commit()

    browser.post(f"/meetings/{meeting.id}/edit", data=drawn(meeting, starts_wall="2026-03-17T11:00"))

    assert {row.answer for row in meeting.invited} == {None}
    asked = [calendars.read(part(letter)).vevent.attendee.params["PARTSTAT"] for letter in post_office()]
    assert asked == [["NEEDS-ACTION"]] * 3


def part(letter):
    return next(part.get_content() for part in letter.walk() if part.get_content_type() == "text/calendar")


def test_a_new_room_keeps_what_people_answered(browser, meeting):
    meeting.participants[1].answer = Answer.YES
    db.session.commit()

    browser.post(f"/meetings/{meeting.id}/edit", data=drawn(meeting, place="Central library, room 5"))

    assert meeting.participants[1].answer is Answer.YES


def test_somebody_who_said_no_to_the_old_hour_is_reminded_of_the_new_one(cast, browser, clock):
    from app.reminders.actions import plan_reminders

    meeting = make.meeting(cast.project, cast.member)
    meeting.participants[0].answer = Answer.NO
    db.session.commit()
    browser.post(f"/meetings/{meeting.id}/edit", data=drawn(meeting, starts_wall="2026-03-17T11:00"))
    clock.move_to(meeting.starts_at - timedelta(hours=1))

    plan_reminders()

    assert states("meetings/remind") == {LetterState.QUEUED}


def test_calendars_take_a_meeting_that_is_called_again_for_newer_than_its_cancelling(browser, meeting):
    sequences = [meeting.sequence]
    meeting.participants[1].answer = Answer.YES
    db.session.commit()

    for trigger in ("cancel", "reopen", "announce"):
        browser.post(f"/meetings/{meeting.id}/{trigger}", data={"version": meeting.version})
        sequences.append(meeting.sequence)

    assert meeting.state is MeetingState.ANNOUNCED
    assert sequences == [0, 1, 1, 2]
    assert meeting.participants[1].answer is None

"""A meeting that was held before is entered with its day, and nobody gets a letter about it."""

import pytest

from app.db import db
from app.meetings.models import Meeting
from app.outbox.models import Letter
from app.reminders.actions import plan_reminders
from tests import make
from workflows.meetings import MeetingState


@pytest.fixture
def browser(cast, as_user):
    return as_user(cast.coordinator)


def enter(browser, cast, **changes):
    typed = {"title": "Бірінші жиналыс", "starts_wall": "2018-03-15T10:00", "minutes_long": "60", "was_held": "y"}
    people = {"people_ids": [cast.coordinator.id, cast.member.id], "guests": "marat@museum.kz"}
    return browser.post(f"/projects/{cast.project.id}/meetings/new", data=typed | people | changes)


def the_meeting():
    return db.session.scalars(db.select(Meeting)).one()


def letters():
    return db.session.scalars(db.select(Letter)).all()


def test_it_is_held_at_once_by_the_clocks_of_that_day_and_tells_nobody(cast, browser):
    enter(browser, cast)

    plan_reminders()

    assert the_meeting().state is MeetingState.HELD
    assert letters() == []
    assert "Thursday, 15 March 2018, 10:00 (UTC+6)" in browser.get(f"/meetings/{the_meeting().id}").text


def test_attendance_and_minutes_are_written_as_usual(cast, browser):
    enter(browser, cast)
    meeting = the_meeting()
    present = [row.id for row in meeting.invited[:2]]

    browser.post(f"/meetings/{meeting.id}/minutes", data={"text": "Біз кездестік.", "present": present})
    browser.post(f"/meetings/{meeting.id}/minutes/approve", data={"version": meeting.minutes.version})

    assert [row.attended for row in meeting.invited] == [True, True, False]
    assert meeting.minutes.number == 1


def test_a_day_to_come_cannot_have_been_held(cast, browser):
    answer = enter(browser, cast, starts_wall="2026-03-16T10:00")

    assert answer.status_code == 422
    assert "This day is still to come: nothing can have been held on it." in answer.text


def test_a_draft_whose_day_has_passed_is_entered_and_taken_back_on_its_page(cast, browser, clock):
    meeting = make.meeting(cast.project, cast.member, state=MeetingState.DRAFT, announced_at=None)
    before = browser.get(f"/meetings/{meeting.id}").text
    clock.move_to(meeting.ends_at)

    browser.post(f"/meetings/{meeting.id}/enter", data={"version": meeting.version})
    held = meeting.state
    browser.post(f"/meetings/{meeting.id}/take_back", data={"version": meeting.version})

    assert "Enter as held already" not in before
    assert (held, meeting.state, letters()) == (MeetingState.HELD, MeetingState.DRAFT, [])

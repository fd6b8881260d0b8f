"""What may be done to a meeting in which state, and which stage it counts for."""

from datetime import timedelta

import pytest

from app.db import db
from app.gates.facts import facts
from app.meetings.minutes.models import Minutes, Outcome
from tests import make
from tests.meetings.forms import drawn
from workflows.meetings import MeetingState, MinutesState

ONLY_REOPENED = "What was held or cancelled is changed only after it is reopened."
ONLY_ANNOUNCED = "Answers are taken from the announcement until the meeting begins."
ONLY_BEGUN = "This is written down once an announced meeting has begun."
APPROVED = "The minutes are approved and cannot be changed any more."


@pytest.fixture
def browser(cast, as_user):
    return as_user(cast.coordinator)


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CANCELLED])
def test_what_was_held_or_cancelled_is_not_changed(cast, browser, state):
    meeting = make.meeting(cast.project, cast.member, state=state)

    page = browser.get(f"/meetings/{meeting.id}/edit", follow_redirects=True)
    answer = browser.post(f"/meetings/{meeting.id}/edit", data=drawn(meeting, place="Branch 8"))

    assert ONLY_REOPENED in page.text
    assert answer.status_code == 422
    assert ONLY_REOPENED in answer.text
    assert meeting.place == "Central library, room 4"


def test_the_page_offers_no_change_where_none_is_possible(cast, browser):
    meeting = make.meeting(cast.project, cast.member, state=MeetingState.CANCELLED)

    page = browser.get(f"/meetings/{meeting.id}")

    assert ONLY_REOPENED in page.text
    assert f"/meetings/{meeting.id}/edit" not in page.text


@pytest.mark.parametrize("state", [MeetingState.DRAFT, MeetingState.HELD, MeetingState.CANCELLED])
def test_only_an_announced_meeting_takes_answers(cast, as_user, state):
    meeting = make.meeting(cast.project, cast.member, state=state)

    page = as_user(cast.member).post(f"/meetings/{meeting.id}/answer", data={"answer": "yes"}, follow_redirects=True)

    assert ONLY_ANNOUNCED in page.text
    assert meeting.participants[0].answer is None


def test_nobody_answers_once_the_meeting_has_begun(cast, as_user, clock):
    meeting = make.meeting(cast.project, cast.member)
    clock.move_to(meeting.starts_at)

    as_user(cast.member).post(f"/meetings/{meeting.id}/answer", data={"answer": "no"})

    assert meeting.participants[0].answer is None
    assert "Will you come?" not in as_user(cast.member).get(f"/meetings/{meeting.id}").text


@pytest.mark.parametrize("state", [MeetingState.DRAFT, MeetingState.ANNOUNCED, MeetingState.CANCELLED])
def test_nothing_is_written_up_before_the_meeting_has_begun(cast, browser, state):
    meeting = make.meeting(cast.project, cast.coordinator, state=state)

    written = browser.post(f"/meetings/{meeting.id}/minutes", data={"text": "We met.", "version": "1"})
    settled = browser.post(f"/meetings/{meeting.id}/outcomes", data={"nature": "DECISION", "text": "Done"})

    assert (written.status_code, settled.status_code) == (422, 422)
    assert ONLY_BEGUN in written.text
    assert "We met." in written.text
    assert ONLY_BEGUN in settled.text
    assert db.session.scalars(db.select(Outcome)).all() == db.session.scalars(db.select(Minutes)).all() == []


def test_a_meeting_that_goes_on_is_written_up(cast, browser, clock):
    meeting = make.meeting(cast.project, cast.coordinator)
    clock.move_to(meeting.starts_at + timedelta(minutes=5))

    browser.post(f"/meetings/{meeting.id}/outcomes", data={"nature": "DECISION", "text": "We begin with branch 8"})

    assert [outcome.text for outcome in meeting.outcomes] == ["We begin with branch 8"]


def test_approved_minutes_close_what_was_settled_and_the_meeting_with_it(cast, browser):
    meeting = make.meeting(cast.project, cast.coordinator, state=MeetingState.HELD)
    make.save(Minutes(project_id=cast.project.id, meeting=meeting, text="We met.", state=MinutesState.APPROVED))

    settled = browser.post(f"/meetings/{meeting.id}/outcomes", data={"nature": "DECISION", "text": "One more"})
    page = browser.post(f"/meetings/{meeting.id}/reopen", data={"version": meeting.version}, follow_redirects=True)

    assert APPROVED in settled.text
    assert APPROVED in page.text
    assert meeting.outcomes == []
    assert meeting.state is MeetingState.HELD


def test_a_meeting_counts_for_the_stage_in_which_it_was_held(cast, browser, clock):
    meeting = make.meeting(cast.project, cast.coordinator)
    first, second = cast.project.plan.stages[:2]
    cast.project.plan.stage_key = second.key
    second.entered_at = first.left_at = meeting.starts_at - timedelta(days=1)
    db.session.commit()
    clock.move_to(meeting.starts_at + timedelta(hours=1))

    browser.post(f"/meetings/{meeting.id}/hold", data={"version": meeting.version})

    assert meeting.stage_id == second.id
    assert facts(cast.project).meetings_held == 1

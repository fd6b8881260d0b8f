"""Answers given by telephone, and whether enough people come."""

import pytest

from app.db import db
from app.journal.models import Entry
from tests import make
from workflows.meetings import Answer


@pytest.fixture
def meeting(cast):
    return make.meeting(cast.project, cast.coordinator, cast.member, cast.observer, quorum=2)


def address(meeting, row):
    return f"/meetings/{meeting.id}/answers/{row.id}"


def test_the_coordinator_writes_down_what_somebody_said_by_telephone(cast, as_user, meeting):
    row = meeting.participants[1]

    answer = as_user(cast.coordinator).post(address(meeting, row), data={"answer": "no"})

    assert answer.status_code == 303
    assert row.answer is Answer.NO
    entry = db.session.scalars(db.select(Entry)).one()
    assert (entry.kind, entry.actor_id, entry.params["name"]) == (
        "meeting/answer_for",
        cast.coordinator.id,
        cast.member.short_name,
    )


def test_the_coordinators_own_answer_reads_as_their_own(cast, as_user, meeting):
    as_user(cast.coordinator).post(address(meeting, meeting.participants[0]), data={"answer": "yes"})

    assert db.session.scalars(db.select(Entry.kind)).all() == ["meeting/answer"]


def test_a_member_answers_for_nobody_else(cast, as_user, meeting):
    answer = as_user(cast.member).post(address(meeting, meeting.participants[0]), data={"answer": "no"})

    assert answer.status_code == 403
    assert meeting.participants[0].answer is None


def test_somebody_who_is_not_invited_to_this_meeting_cannot_be_answered_for(cast, as_user, meeting):
    other = make.meeting(cast.project, cast.member).participants[0]

    assert as_user(cast.coordinator).post(address(meeting, other), data={"answer": "no"}).status_code == 404


def test_the_page_says_whether_there_is_a_quorum(cast, as_user, meeting):
    browser = as_user(cast.coordinator)
    before = browser.get(f"/meetings/{meeting.id}").text

    for row in meeting.participants[:2]:
        browser.post(address(meeting, row), data={"answer": "yes"})

    assert "No quorum yet" in before
    assert "There is a quorum" in browser.get(f"/meetings/{meeting.id}").text
    assert "2 / 2" in browser.get(f"/meetings/{meeting.id}/answers").text

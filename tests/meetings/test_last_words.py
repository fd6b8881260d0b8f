"""What calendars must hear is sent whatever becomes of the meeting, and to those who left the project too."""

from datetime import timedelta

import pytest

from app.db import db
from app.outbox.models import Letter
from app.reminders.actions import plan_reminders
from tests import make
from tests.meetings.test_schedule import typed
from workflows.letters import LetterState
from workflows.meetings import MeetingState


def states(*about):
    db.session.rollback()
    found = db.select(Letter.about, Letter.state).where(Letter.about.in_(about)).order_by(Letter.id)
    return [tuple(row) for row in db.session.execute(found)]


@pytest.fixture
def meeting(cast):
    return make.meeting(cast.project, cast.coordinator, cast.member)


@pytest.fixture
def change(cast, as_user, meeting):
    """``change("edit", people_ids=[…])``: the coordinator posts a form of the meeting."""

    def post(page, **changes):
        form = typed(cast, **changes) if page == "edit" else {}
        answer = as_user(cast.coordinator).post(
            f"/meetings/{meeting.id}/{page}", data={**form, "version": meeting.version}
        )
        assert answer.status_code in (302, 303)

    return post


def leaves(cast, as_user, person):
    [seat] = [seat for seat in cast.project.seats if seat.holder == person]
    address = f"/projects/{cast.project.id}/workgroup/seats/{seat.id}/leave"
    assert as_user(person).post(address, data={"version": seat.version}).status_code == 303


@pytest.mark.parametrize("afterwards", ["moved", "cancelled"])
def test_a_withdrawal_that_waits_is_sent_although_the_meeting_changes(cast, change, post_office, afterwards):
    change("edit", people_ids=[cast.coordinator.id])

    if afterwards == "moved":
        change("edit", people_ids=[cast.coordinator.id], starts_wall="2026-03-17T10:00")
    else:
        change("cancel")
    arrived = post_office()

    assert states("meetings/withdraw") == [("meetings/withdraw", LetterState.SENT)]
    assert cast.member.email in [letter["To"].addresses[0].addr_spec for letter in arrived]


def test_who_leaves_the_project_is_withdrawn_from_its_meetings_to_come(cast, as_user, meeting, post_office, clock):
    leaves(cast, as_user, cast.member)

    arrived = post_office()

    assert [person.user_id for person in meeting.invited] == [cast.coordinator.id]
    [letter] = [letter for letter in arrived if "withdrawn" in letter["Subject"]]
    assert "METHOD:CANCEL" in next(p for p in letter.walk() if p.get_content_type() == "text/calendar").get_content()
    clock.shift(timedelta(days=13, hours=21, minutes=10))
    plan_reminders()
    assert cast.member.email not in [letter["To"].addresses[0].addr_spec for letter in post_office()]


def test_a_meeting_that_was_held_keeps_those_who_left(cast, as_user):
    held = make.meeting(cast.project, cast.member, starts=make.datetime(2026, 3, 1, 10), state=MeetingState.HELD)

    leaves(cast, as_user, cast.member)

    assert [person.user_id for person in held.invited] == [cast.member.id]
    assert states("meetings/withdraw") == []


def test_who_left_gets_no_letter_that_waited_for_them(cast, as_user, post_office):
    task = make.task(cast.project)
    form = {"title": task.title, "assignee_ids": [cast.member.id], "version": task.version, "stage_id": task.stage_id}
    as_user(cast.coordinator).post(f"/tasks/{task.id}/edit", data={"priority": "NORMAL", **form})
    assert states("tasks/assign") == [("tasks/assign", LetterState.QUEUED)]

    leaves(cast, as_user, cast.member)
    arrived = post_office()

    assert arrived == []
    assert states("tasks/assign") == [("tasks/assign", LetterState.VOID)]

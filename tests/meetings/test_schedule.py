"""Scheduling, announcing, moving and cancelling a meeting, and who is told."""

from datetime import datetime, timedelta

import pytest

from app import clock as time
from app.db import db
from app.meetings.models import Meeting
from app.outbox.models import Letter
from tests import make
from workflows.letters import LetterState
from workflows.meetings import Answer, MeetingState


def typed(cast, **changes):
    return {
        "title": "Working meeting",
        "starts_wall": "2026-03-16T10:00",
        "minutes_long": "60",
        "place": "Central library",
        "people_ids": [cast.coordinator.id, cast.member.id],
        "agenda-0-title": "Who does what",
        "agenda-0-minutes": "20",
        **changes,
    }


def letters(about):
    return db.session.scalars(db.select(Letter).where(Letter.about == about).order_by(Letter.id)).all()


def the_meeting():
    return db.session.scalars(db.select(Meeting)).one()


def test_the_coordinator_drafts_a_meeting_and_nobody_is_told_yet(cast, as_user):
    answer = as_user(cast.coordinator).post(f"/projects/{cast.project.id}/meetings/new", data=typed(cast))

    assert answer.status_code == 303
    assert the_meeting().state is MeetingState.DRAFT
    assert [item.title for item in the_meeting().agenda] == ["Who does what"]
    assert letters("meetings/announce") == []


def test_a_member_is_told_who_may_call_a_meeting(cast, as_user):
    answer = as_user(cast.member).post(f"/projects/{cast.project.id}/meetings/new", data=typed(cast))

    assert answer.status_code == 403
    assert "Only the coordinator can do this." in answer.text


def test_announcing_writes_one_letter_to_each_invited_person_but_the_one_who_announces(cast, as_user):
    meeting = make.meeting(cast.project, cast.coordinator, cast.member, cast.observer, state=MeetingState.DRAFT)

    as_user(cast.coordinator).post(f"/meetings/{meeting.id}/announce", data={"version": meeting.version})

    assert meeting.state is MeetingState.ANNOUNCED
    assert [letter.user_id for letter in letters("meetings/announce")] == [cast.member.id, cast.observer.id]


def test_a_meeting_in_the_past_cannot_be_announced(cast, as_user):
    meeting = make.meeting(cast.project, cast.member, state=MeetingState.DRAFT, starts=datetime(2026, 3, 2, 9, 0))

    page = as_user(cast.coordinator).post(
        f"/meetings/{meeting.id}/announce", data={"version": meeting.version}, follow_redirects=True
    )

    assert "Choose a day and an hour that are still to come." in page.text
    assert meeting.state is MeetingState.DRAFT


def test_a_new_time_voids_what_was_due_for_the_old_one_and_tells_everyone(cast, as_user):
    meeting = make.meeting(cast.project, cast.coordinator, cast.member)
    data = typed(cast, starts_wall="2026-03-17T11:00", version=meeting.version)

    as_user(cast.coordinator).post(f"/meetings/{meeting.id}/edit", data=data)

    assert meeting.schedule_revision == 1
    assert meeting.sequence == 1
    assert {letter.user_id for letter in letters("meetings/move")} == {cast.coordinator.id, cast.member.id}


def test_somebody_taken_off_learns_it_alone(cast, as_user):
    meeting = make.meeting(cast.project, cast.coordinator, cast.member)
    data = typed(cast, place="Central library, room 4", version=meeting.version, people_ids=[cast.coordinator.id])

    as_user(cast.coordinator).post(f"/meetings/{meeting.id}/edit", data=data)

    assert [letter.user_id for letter in letters("meetings/withdraw")] == [cast.member.id]
    assert letters("meetings/cancel") == letters("meetings/move") == []


def test_cancelling_voids_every_letter_that_has_not_left(cast, as_user):
    meeting = make.meeting(cast.project, cast.coordinator, cast.member, state=MeetingState.DRAFT)
    browser = as_user(cast.coordinator)
    browser.post(f"/meetings/{meeting.id}/announce", data={"version": meeting.version})

    browser.post(f"/meetings/{meeting.id}/cancel", data={"version": meeting.version})

    assert {letter.state for letter in letters("meetings/announce")} == {LetterState.VOID}
    assert {letter.state for letter in letters("meetings/cancel")} == {LetterState.QUEUED}


@pytest.mark.parametrize(
    ("wall", "sentence"),
    [
        ("yesterday", "Not a valid"),
        ("0001-01-01T10:00", "Choose a day between"),
        ("1990-12-31T10:00", "Choose a day between 1991 and 2099."),
        ("2100-01-01T10:00", "Choose a day between 1991 and 2099."),
    ],
)
def test_a_wrong_hour_is_refused_and_what_was_typed_stays(cast, as_user, wall, sentence):
    page = as_user(cast.coordinator).post(
        f"/projects/{cast.project.id}/meetings/new",
        data=typed(cast, starts_wall=wall, title="Қазан жиналысы"),
    )

    assert page.status_code == 422
    assert sentence in page.text
    assert "Қазан жиналысы" in page.text


def test_an_invited_person_answers_on_the_page(cast, as_user):
    meeting = make.meeting(cast.project, cast.member)

    as_user(cast.member).post(f"/meetings/{meeting.id}/answer", data={"answer": "yes"})

    assert meeting.participant(cast.member.id).answer is Answer.YES


def test_an_outsider_sees_no_meeting(cast, as_user):
    meeting = make.meeting(cast.project, cast.member)

    assert as_user(cast.outsider).get(f"/meetings/{meeting.id}").status_code == 404


def test_every_page_of_a_meeting_can_be_opened(cast, as_user):
    meeting = make.meeting(cast.project, cast.coordinator, cast.member)
    browser = as_user(cast.coordinator)

    for page in ("", "/edit", ".ics"):
        assert browser.get(f"/meetings/{meeting.id}{page}").status_code == 200
    for page in ("meetings", "meetings/new", "decisions"):
        assert browser.get(f"/projects/{cast.project.id}/{page}").status_code == 200


def test_a_meeting_of_march_2018_reads_in_its_own_hour(cast, as_user):
    meeting = make.meeting(cast.project, cast.member, starts=datetime(2018, 3, 15, 10, 0), state=MeetingState.HELD)

    page = as_user(cast.member).get(f"/meetings/{meeting.id}")

    assert "15 March 2018, 10:00 (UTC+6)" in page.text.replace("\u00a0", " ")


def test_an_action_item_becomes_a_task(cast, as_user, clock):
    meeting = make.meeting(cast.project, cast.coordinator, cast.member)
    clock.shift(timedelta(days=15))
    browser = as_user(cast.coordinator)
    browser.post(f"/meetings/{meeting.id}/hold", data={"version": meeting.version})

    browser.post(
        f"/meetings/{meeting.id}/outcomes",
        data={"nature": "ACTION", "text": "Ask branch 8 for its list", "person_id": cast.member.id},
    )

    assert meeting.outcomes[0].task.assignees == [cast.member]
    assert time.now() > meeting.starts_at


def test_an_old_form_does_not_send_away_who_was_invited_meanwhile(cast, as_user):
    meeting = make.meeting(cast.project, cast.coordinator, cast.member)
    drawn_before = {"version": meeting.version}
    everybody = [cast.coordinator.id, cast.member.id, cast.observer.id]
    address = f"/meetings/{meeting.id}/edit"
    as_user(cast.coordinator).post(address, data=typed(cast, people_ids=everybody, **drawn_before))

    answer = as_user(cast.coordinator).post(address, data=typed(cast, **drawn_before))

    assert answer.status_code == 409
    assert [row.user_id for row in meeting.invited] == everybody

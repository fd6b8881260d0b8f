"""Answers that calendars send by mail: read from a real mailbox, each counted once, believed only from the invited."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from app import clock as now_is
from app.meetings.models import Participant
from tests import calendars, make
from tests.calendar.answers import ADDRESS, answer, journal, read_anew, unread
from tests.conftest import NOON
from tests.meetings.forms import drawn
from workflows.meetings import Answer, MeetingState

LATER = NOON + timedelta(minutes=5)


def test_yes_pressed_in_a_calendar_counts_and_the_page_says_how_it_came(cast, meeting, row, put, mailbox, as_user):
    put(answer(meeting))

    read_anew()
    read_anew()

    assert (row.answer, row.answered_at, row.is_by_mail) == (Answer.YES, NOON, True)
    assert journal() == ["meeting/answer_by_mail"]
    assert unread(mailbox) == 0
    page = as_user(cast.coordinator).get(f"/meetings/{meeting.id}/answers").text
    assert "Answered by mail from the calendar" in page
    assert "whoever can write from it can answer" in page
    assert "Your calendar answered by mail." in as_user(cast.member).get(f"/meetings/{meeting.id}").text


def test_a_guest_answers_from_the_calendar_too(cast, meeting, put):
    guest = make.save(
        Participant(
            project_id=cast.project.id, meeting=meeting, guest_address="marat@museum.example", invited_at=now_is.now()
        )
    )
    put(answer(meeting, "marat@museum.example", "TENTATIVE"))

    read_anew()

    assert guest.answer is Answer.MAYBE


def test_invitations_ask_for_answers_to_the_mailbox_that_is_read(cast, mailbox, as_user, post_office):
    meeting = make.meeting(cast.project, cast.member, state=MeetingState.DRAFT)
    as_user(cast.coordinator).post(f"/meetings/{meeting.id}/announce", data={"version": meeting.version})

    [letter] = post_office()

    [part] = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
    assert calendars.read(part.get_content()).vevent.organizer.value == f"MAILTO:{ADDRESS}"
    assert letter["Reply-To"] == ADDRESS


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"address": "outsider@library.example"}, "its address is not invited"),
        ({"sender": "outsider@library.example"}, "from another address"),
        ({"sender": "outsider@library.example, member@library.example"}, "one sender"),
        ({"sender": "<member@library.example> <outsider@library.example>"}, "one sender"),
        ({"UID": ":guessed@library.example"}, "no meeting has its UID"),
        ({"ATTENDEE2": ";PARTSTAT=ACCEPTED:mailto:coordinator@library.example"}, "cannot be read"),
        ({"UID2": ":another@library.example"}, "not one UID"),
        ({"METHOD": ":COUNTER"}, "no reply"),
        ({"METHOD": ":REQUEST"}, "no reply"),
        ({"RECURRENCE-ID": ":20260316T050000Z"}, "not about one meeting"),
        ({"said": "DELEGATED"}, "neither yes nor no"),
        ({"SEQUENCE": ":1"}, "another hour"),
        ({"DTSTAMP": None}, "not one DTSTAMP"),
    ],
)
def test_what_does_not_belong_to_an_invitation_is_left_for_somebody_to_look_at(
    meeting, row, put, mailbox, caplog, told, why
):
    caplog.set_level(logging.INFO)
    put(answer(meeting, **told))

    read_anew()

    assert (row.answer, journal(), unread(mailbox)) == (None, [], 1)
    assert why in caplog.text


def test_the_person_taken_off_the_meeting_cannot_answer_it(cast, meeting, row, put, as_user):
    as_user(cast.coordinator).post(
        f"/meetings/{meeting.id}/edit", data=drawn(meeting, people_ids=[cast.coordinator.id])
    )
    put(answer(meeting))

    read_anew()

    assert row.answer is None


@pytest.mark.parametrize("facts", [{"state": MeetingState.CANCELLED}, {"starts": datetime(2026, 3, 2, 9, 0)}])
def test_a_meeting_that_was_cancelled_or_has_begun_takes_no_answer(cast, put, mailbox, facts):
    meeting = make.meeting(cast.project, cast.member, **facts)
    put(answer(meeting))

    read_anew()

    assert (meeting.participant(cast.member.id).answer, unread(mailbox)) == (None, 1)


def test_the_later_word_counts_whichever_way_it_came(cast, meeting, row, put, as_user, clock):
    clock.move_to(LATER)
    as_user(cast.member).post(f"/meetings/{meeting.id}/answer", data={"answer": "no"})
    put(answer(meeting, at=NOON))
    read_anew()
    assert (row.answer, row.is_by_mail) == (Answer.NO, False)

    put(answer(meeting, said="TENTATIVE", at=LATER + timedelta(minutes=1)))
    put(answer(meeting, said="ACCEPTED", at=LATER - timedelta(minutes=1)))
    clock.shift(timedelta(minutes=2))
    read_anew()
    assert (row.answer, row.is_by_mail) == (Answer.MAYBE, True)

    as_user(cast.member).post(f"/meetings/{meeting.id}/answer", data={"answer": "maybe"})
    assert (row.answer, row.is_by_mail) == (Answer.MAYBE, False)


def test_a_calendar_whose_clock_is_ahead_does_not_silence_later_answers(cast, meeting, row, put, as_user, clock):
    put(answer(meeting, at=datetime(9999, 12, 31, tzinfo=UTC)))
    read_anew()
    clock.shift(timedelta(minutes=1))

    put(answer(meeting, said="DECLINED", at=NOON + timedelta(minutes=1)))
    read_anew()

    assert row.answer is Answer.NO


def test_an_answer_to_the_hour_before_the_move_says_nothing_about_the_new_one(cast, meeting, row, put, as_user):
    before = answer(meeting, at=LATER)
    as_user(cast.coordinator).post(f"/meetings/{meeting.id}/edit", data=drawn(meeting, starts_wall="2026-03-17T11:00"))

    put(before)
    read_anew()
    assert row.answer is None

    put(answer(meeting))
    read_anew()
    assert row.answer is Answer.YES


def test_an_invitation_can_be_answered_after_somebody_else_was_taken_off(cast, meeting, row, put, as_user):
    sent = answer(meeting)
    as_user(cast.coordinator).post(f"/meetings/{meeting.id}/edit", data=drawn(meeting, people_ids=[cast.member.id]))

    put(sent)
    read_anew()

    assert row.answer is Answer.YES

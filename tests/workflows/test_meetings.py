"""How a meeting is drafted, announced, held or cancelled, and how its minutes become final."""

import pytest

from tests.workflows.people import COORDINATOR, MEMBER, OTHER, moves, subject
from workflows.meetings import MEETING, MINUTES, MeetingState, MinutesState

COORDINATORS = "Only the coordinator can do this."
S = MeetingState


def meeting(state, **facts):
    whole = {"is_to_come": True, "has_begun": True, "has_participants": True, "has_open_minutes": True}
    return subject(state, **whole | {"is_day_open": False, "announced_at": "now"} | facts)


def minutes(state, **facts):
    whole = {"has_text": True, "meeting_was_held": True, "is_chaired_by": lambda person: person is MEMBER}
    return subject(state, **whole | facts)


def test_the_life_of_a_meeting():
    assert moves(MEETING) == {
        ("DRAFT", "announce", "ANNOUNCED"),
        ("ANNOUNCED", "hold", "HELD"),
        ("ANNOUNCED", "cancel", "CANCELLED"),
        ("DRAFT", "cancel", "CANCELLED"),
        ("CANCELLED", "reopen", "DRAFT"),
        ("HELD", "reopen", "ANNOUNCED"),
        ("DRAFT", "enter", "HELD"),
        ("HELD", "take_back", "DRAFT"),
    }


@pytest.mark.parametrize(
    ("state", "trigger", "person", "reasons"),
    [
        (S.DRAFT, "announce", COORDINATOR, []),
        (S.DRAFT, "announce", MEMBER, [COORDINATORS]),
        (S.ANNOUNCED, "hold", COORDINATOR, []),
        (S.ANNOUNCED, "hold", MEMBER, [COORDINATORS]),
        (S.ANNOUNCED, "cancel", COORDINATOR, []),
        (S.DRAFT, "cancel", MEMBER, [COORDINATORS]),
        (S.CANCELLED, "reopen", COORDINATOR, []),
        (S.HELD, "reopen", MEMBER, [COORDINATORS]),
        (S.HELD, "cancel", COORDINATOR, ["This cannot be done in the present state."]),
    ],
)
def test_who_may_move_a_meeting_when(state, trigger, person, reasons):
    assert MEETING.refusals(meeting(state), trigger, actor=person) == reasons


@pytest.mark.parametrize(
    ("state", "trigger", "lacks", "reason"),
    [
        (S.DRAFT, "announce", "is_to_come", "Choose a day and an hour that are still to come."),
        (S.DRAFT, "announce", "has_participants", "Nobody is invited yet."),
        (S.ANNOUNCED, "hold", "has_begun", "The meeting has not begun yet."),
        (S.DRAFT, "enter", "has_begun", "The meeting has not begun yet."),
        (S.HELD, "reopen", "announced_at", "The meeting was only entered: take it back to a draft."),
        (S.HELD, "reopen", "has_open_minutes", "The minutes are approved and cannot be changed any more."),
    ],
)
def test_what_a_meeting_must_have_first(state, trigger, lacks, reason):
    assert MEETING.refusals(meeting(state, **{lacks: None}), trigger, actor=COORDINATOR) == [reason]


def test_a_meeting_whose_day_is_open_is_not_announced():
    reasons = MEETING.refusals(meeting(S.DRAFT, is_day_open=True), "announce", actor=COORDINATOR)

    assert reasons == ["The day is still open: choose it first."]


def test_the_life_of_minutes():
    assert moves(MINUTES) == {("DRAFT", "approve", "APPROVED"), ("APPROVED", "send", "SENT")}


@pytest.mark.parametrize(
    ("state", "trigger", "person", "reasons"),
    [
        (MinutesState.DRAFT, "approve", COORDINATOR, []),
        (MinutesState.DRAFT, "approve", MEMBER, []),
        (MinutesState.DRAFT, "approve", OTHER, ["Only the chair or the coordinator can do this."]),
        (MinutesState.APPROVED, "send", COORDINATOR, []),
        (MinutesState.APPROVED, "send", MEMBER, [COORDINATORS]),
    ],
)
def test_who_may_move_minutes_when(state, trigger, person, reasons):
    assert MINUTES.refusals(minutes(state), trigger, actor=person) == reasons


@pytest.mark.parametrize(
    ("lacks", "reason"),
    [
        ("has_text", "Write the minutes first."),
        ("meeting_was_held", "The minutes are approved after the meeting was held."),
    ],
)
def test_what_minutes_must_have_first(lacks, reason):
    assert MINUTES.refusals(minutes(MinutesState.DRAFT, **{lacks: False}), "approve", actor=COORDINATOR) == [reason]

"""How a letter is sent once, or shown to the coordinator."""

import pytest

from tests.workflows.people import COORDINATOR, MEMBER, SYSTEM, subject
from workflows.letters import BY_PEOPLE, LETTER, LetterState, steps

S = LetterState
ENDS = {S.SENT: {"bounce"}, S.VOID: set(), S.BOUNCED: set()}


@pytest.mark.parametrize(
    ("trigger", "leaves", "reaches"),
    [
        ("claim", [S.QUEUED], S.CLAIMED),
        ("void", [S.QUEUED, S.CLAIMED], S.VOID),
        ("miss", [S.QUEUED, S.CLAIMED], S.MISSED),
        ("put_back", [S.CLAIMED, S.TRANSMITTING, S.AMBIGUOUS], S.QUEUED),
        ("dot", [S.CLAIMED], S.TRANSMITTING),
        ("sent", [S.TRANSMITTING, S.AMBIGUOUS], S.SENT),
        ("fail", [S.CLAIMED, S.TRANSMITTING], S.FAILED),
        ("lose_sight", [S.TRANSMITTING], S.AMBIGUOUS),
        ("quarantine", [S.CLAIMED], S.QUARANTINED),
        ("bounce", [S.SENT, S.AMBIGUOUS], S.BOUNCED),
        ("hold_back", [S.QUEUED, S.CLAIMED], S.NEEDS_REVIEW),
        ("resend", [S.AMBIGUOUS, S.FAILED, S.MISSED, S.QUARANTINED, S.NEEDS_REVIEW], S.QUEUED),
        ("treat_as_sent", [S.AMBIGUOUS, S.NEEDS_REVIEW], S.SENT),
        ("drop", [S.QUEUED, S.AMBIGUOUS, S.FAILED, S.QUARANTINED, S.NEEDS_REVIEW], S.VOID),
    ],
)
def test_where_each_move_leaves_from_and_leads(trigger, leaves, reaches):
    assert steps(trigger) == (leaves, reaches)


def test_a_letter_is_sent_only_past_the_dot_or_by_evidence_or_by_a_person():
    sources = {source for _trigger, source, target, _guards in LETTER.moves if target is S.SENT}

    assert sources == {S.TRANSMITTING, S.AMBIGUOUS, S.NEEDS_REVIEW}


@pytest.mark.parametrize("trigger", LETTER.triggers)
def test_people_make_their_moves_and_the_worker_its_own(trigger):
    state = steps(trigger)[0][0]
    may, may_not = (COORDINATOR, SYSTEM) if trigger in BY_PEOPLE else (SYSTEM, COORDINATOR)

    assert LETTER.refusals(subject(state), trigger, actor=may) == []
    assert LETTER.refusals(subject(state), trigger, actor=may_not) != []
    assert LETTER.refusals(subject(state), trigger, actor=MEMBER) != []


@pytest.mark.parametrize("state", ENDS)
def test_what_is_over_stays_over(state):
    assert set(LETTER.choices(subject(state), actor=SYSTEM)) == ENDS[state]

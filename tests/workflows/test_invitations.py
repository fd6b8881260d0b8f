"""How an invitation to a seat is answered, taken back, or runs out."""

import pytest

from tests.workflows.people import COORDINATOR, MEMBER, OTHER, SYSTEM, moves, subject
from workflows.invitations import INVITATION, InvitationState

INVITED = "Only the invited person can answer."
COORDINATORS = "Only the coordinator can do this."
BY_ITSELF = "This happens by itself."


def invitation(state=InvitationState.SENT, seat_is_free=True):
    return subject(state, is_for=lambda person: person is OTHER, seat_is_free=seat_is_free)


def test_the_life_of_an_invitation():
    assert moves(INVITATION) == {
        ("SENT", "accept", "ACCEPTED"),
        ("SENT", "decline", "DECLINED"),
        ("SENT", "revoke", "REVOKED"),
        ("SENT", "expire", "EXPIRED"),
    }


@pytest.mark.parametrize(
    ("trigger", "person", "reasons"),
    [
        ("accept", OTHER, []),
        ("accept", MEMBER, [INVITED]),
        ("accept", COORDINATOR, [INVITED]),
        ("decline", OTHER, []),
        ("decline", MEMBER, [INVITED]),
        ("revoke", COORDINATOR, []),
        ("revoke", MEMBER, [COORDINATORS]),
        ("revoke", OTHER, [COORDINATORS]),
        ("expire", SYSTEM, []),
        ("expire", COORDINATOR, [BY_ITSELF]),
    ],
)
def test_who_may_move_an_invitation(trigger, person, reasons):
    assert INVITATION.refusals(invitation(), trigger, actor=person) == reasons


def test_a_seat_that_somebody_else_took_is_not_accepted():
    reasons = INVITATION.refusals(invitation(seat_is_free=False), "accept", actor=OTHER)

    assert reasons == ["The seat has been taken by somebody else."]


@pytest.mark.parametrize("state", [state for state in InvitationState if state is not InvitationState.SENT])
def test_an_answered_invitation_is_not_answered_again(state):
    assert INVITATION.choices(invitation(state), actor=OTHER) == {}

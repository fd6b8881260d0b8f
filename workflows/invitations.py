"""How an invitation to a seat is answered, taken back, or runs out."""

from enum import Enum

from workflows.engine import Workflow, guard
from workflows.guards import coordinates, is_the_system
from workflows.sentences import p


class InvitationState(Enum):
    SENT = p("invitation", "Sent")
    ACCEPTED = p("invitation", "Accepted")
    DECLINED = p("invitation", "Declined")
    REVOKED = p("invitation", "Revoked")
    EXPIRED = p("invitation", "Expired")


@guard("Only the invited person can answer.")
def is_invited(invitation, actor):
    return invitation.is_for(actor)


@guard("The seat has been taken by somebody else.")
def seat_is_free(invitation, actor):
    return invitation.seat_is_free


@guard("The invitation does not wait for an answer any more.")
def waits(invitation, actor):
    return invitation.state is InvitationState.SENT


#: What is done to an invitation without moving it.
SEND_AGAIN = (coordinates, waits)

INVITATION = Workflow(
    "invitation",
    InvitationState,
    [
        ["accept", InvitationState.SENT, InvitationState.ACCEPTED, [is_invited, seat_is_free]],
        ["decline", InvitationState.SENT, InvitationState.DECLINED, [is_invited]],
        ["revoke", InvitationState.SENT, InvitationState.REVOKED, [coordinates]],
        ["expire", InvitationState.SENT, InvitationState.EXPIRED, [is_the_system]],
    ],
    labels={
        "accept": p("invitation", "Accept the invitation"),
        "decline": p("invitation", "Decline"),
        "revoke": p("invitation", "Take the invitation back"),
        "expire": p("invitation", "Let it run out"),
    },
)

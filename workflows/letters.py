"""How a letter is sent once, or shown to the coordinator.

The worker moves letters by conditional UPDATEs whose states come from this table (`steps`); people move them
by the same triggers as everything else.
"""

from enum import Enum

from workflows.engine import Workflow
from workflows.guards import coordinates, is_the_system
from workflows.sentences import p


class LetterState(Enum):
    QUEUED = p("letter", "Queued")
    CLAIMED = p("letter", "Being prepared")
    TRANSMITTING = p("letter", "Being sent")
    SENT = p("letter", "Sent")
    AMBIGUOUS = p("letter", "Unknown outcome")
    FAILED = p("letter", "Failed")
    MISSED = p("letter", "Missed")
    VOID = p("letter", "Not needed any more")
    QUARANTINED = p("letter", "Set aside")
    NEEDS_REVIEW = p("letter", "Needs review")
    BOUNCED = p("letter", "Bounced")


S = LetterState

LETTER = Workflow(
    "letter",
    LetterState,
    [
        ["claim", S.QUEUED, S.CLAIMED, [is_the_system]],
        ["void", S.QUEUED, S.VOID, [is_the_system]],
        ["void", S.CLAIMED, S.VOID, [is_the_system]],
        ["miss", S.QUEUED, S.MISSED, [is_the_system]],
        ["miss", S.CLAIMED, S.MISSED, [is_the_system]],
        ["put_back", S.CLAIMED, S.QUEUED, [is_the_system]],
        ["put_back", S.TRANSMITTING, S.QUEUED, [is_the_system]],
        ["put_back", S.AMBIGUOUS, S.QUEUED, [is_the_system]],
        ["dot", S.CLAIMED, S.TRANSMITTING, [is_the_system]],
        ["sent", S.TRANSMITTING, S.SENT, [is_the_system]],
        ["sent", S.AMBIGUOUS, S.SENT, [is_the_system]],
        ["fail", S.CLAIMED, S.FAILED, [is_the_system]],
        ["fail", S.TRANSMITTING, S.FAILED, [is_the_system]],
        ["lose_sight", S.TRANSMITTING, S.AMBIGUOUS, [is_the_system]],
        ["quarantine", S.CLAIMED, S.QUARANTINED, [is_the_system]],
        ["bounce", S.SENT, S.BOUNCED, [is_the_system]],
        ["bounce", S.AMBIGUOUS, S.BOUNCED, [is_the_system]],
        ["hold_back", S.QUEUED, S.NEEDS_REVIEW, [is_the_system]],
        ["hold_back", S.CLAIMED, S.NEEDS_REVIEW, [is_the_system]],
        ["resend", S.AMBIGUOUS, S.QUEUED, [coordinates]],
        ["resend", S.FAILED, S.QUEUED, [coordinates]],
        ["resend", S.MISSED, S.QUEUED, [coordinates]],
        ["resend", S.QUARANTINED, S.QUEUED, [coordinates]],
        ["resend", S.NEEDS_REVIEW, S.QUEUED, [coordinates]],
        ["treat_as_sent", S.AMBIGUOUS, S.SENT, [coordinates]],
        ["treat_as_sent", S.NEEDS_REVIEW, S.SENT, [coordinates]],
        ["drop", S.QUEUED, S.VOID, [coordinates]],
        ["drop", S.AMBIGUOUS, S.VOID, [coordinates]],
        ["drop", S.FAILED, S.VOID, [coordinates]],
        ["drop", S.QUARANTINED, S.VOID, [coordinates]],
        ["drop", S.NEEDS_REVIEW, S.VOID, [coordinates]],
    ],
    labels={
        "resend": p("letter", "Send again"),
        "treat_as_sent": p("letter", "Treat as sent"),
        "drop": p("letter", "Do not send"),
    },
)

#: The moves that people make; the rest is the worker's.
BY_PEOPLE = tuple(LETTER.labels)


def steps(trigger):
    """The worker's move as ``(states it may leave, state it reaches)``, for one conditional UPDATE."""
    rows = [(source, target) for name, source, target, _ in LETTER.moves if name == trigger]
    return [source for source, _ in rows], rows[0][1]

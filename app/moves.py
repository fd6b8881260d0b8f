"""The moves that leave a subject's state, as the buttons of its page."""

from functools import lru_cache
from typing import NamedTuple

from app.text import say, word

#: Moves that end or undo something; their buttons never stand next to the others.
DANGER = ("cancel", "withdraw", "archive", "revoke", "drop", "take_back")


class Move(NamedTuple):
    """One button: its words, and the sentences that stand in its way."""

    trigger: str
    label: str
    reasons: list
    tone: str


def choices(subject, actor):
    """Each move that leaves the state and has a label, by trigger; the first allowed one is the one to go for."""
    labels = subject.workflow.labels
    every = subject.workflow.choices(subject, actor=actor)
    offered = {trigger: reasons for trigger, reasons in every.items() if trigger in labels}
    first = next((trigger for trigger, reasons in offered.items() if not reasons and trigger not in DANGER), None)
    return {trigger: move(subject.workflow, trigger, reasons, first) for trigger, reasons in offered.items()}


def next_move(subject, actor):
    """The move that carries a thing on, or None when it is not this person's turn."""
    workflow = subject.workflow
    for trigger in going_on(workflow, subject.state):
        if not workflow.refusals(subject, trigger, actor=actor):
            return move(workflow, trigger, [], trigger)
    return None


@lru_cache
def going_on(workflow, state):
    """The triggers with a button that carry on from a state; to finish is more than all others."""
    offered = [name for name in workflow.leaving[state] if name in workflow.labels and name not in DANGER]
    return sorted(offered, key="finish".__ne__)


def move(workflow, trigger, reasons, first):
    label = word(workflow.name, workflow.labels[trigger])
    tone = "danger" if trigger in DANGER else "go" if trigger == first else "plain"
    return Move(trigger, label, [say(reason) for reason in reasons], tone)

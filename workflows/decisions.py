"""A decision at a gate is kept for ever; while it is fresh, and nothing followed, who took it can take it back."""

from datetime import timedelta
from enum import Enum

from workflows.engine import Workflow, guard
from workflows.sentences import p

FRESH = timedelta(minutes=10)


class DecisionState(Enum):
    KEPT = p("decision", "Decided")
    TAKEN_BACK = p("decision", "Taken back")


@guard("Only the person who decided can take the decision back.")
def decided_it(decision, actor):
    return actor.id == decision.decided_by_id


@guard("A decision can be taken back for ten minutes. After that, lead the project back.")
def is_fresh(decision, actor):
    return decision.is_fresh


@guard("Something has followed the decision. Lead the project back instead.")
def nothing_followed(decision, actor):
    return not decision.was_followed


DECISION = Workflow(
    "decision",
    DecisionState,
    [["take_back", DecisionState.KEPT, DecisionState.TAKEN_BACK, [decided_it, is_fresh, nothing_followed]]],
    labels={"take_back": p("decision", "Take the decision back")},
)

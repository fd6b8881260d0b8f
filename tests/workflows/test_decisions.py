"""How long a decision can be taken back, and by whom."""

from types import SimpleNamespace

import pytest

from tests.workflows.people import moves
from workflows.decisions import DECISION, DecisionState

OWN, OTHER = SimpleNamespace(id=1), SimpleNamespace(id=2)


def decision(**facts):
    facts = {"decided_by_id": 1, "is_fresh": True, "was_followed": False, **facts}
    return SimpleNamespace(state=DecisionState.KEPT, **facts)


def test_a_decision_is_kept_or_taken_back():
    assert moves(DECISION) == {("KEPT", "take_back", "TAKEN_BACK")}


@pytest.mark.parametrize(
    ("facts", "person", "reasons"),
    [
        ({}, OWN, []),
        ({}, OTHER, ["Only the person who decided can take the decision back."]),
        (
            {"is_fresh": False},
            OWN,
            ["A decision can be taken back for ten minutes. After that, lead the project back."],
        ),
        ({"was_followed": True}, OWN, ["Something has followed the decision. Lead the project back instead."]),
    ],
)
def test_who_may_take_it_back_and_when(facts, person, reasons):
    assert DECISION.refusals(decision(**facts), "take_back", actor=person) == reasons

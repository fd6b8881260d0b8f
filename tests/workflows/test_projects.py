"""How a project lives beside its stages."""

import pytest

from tests.workflows.people import COORDINATOR, MEMBER, moves, subject
from workflows.projects import PROJECT, ProjectState

COORDINATORS = "Only the coordinator can do this."
S = ProjectState


def project(state, last_gate_decided=False):
    return subject(state, last_gate_decided=last_gate_decided)


def test_the_life_of_a_project():
    assert moves(PROJECT) == {
        ("DRAFT", "start", "RUNNING"),
        ("RUNNING", "hold", "ON_HOLD"),
        ("ON_HOLD", "resume", "RUNNING"),
        ("RUNNING", "complete", "COMPLETED"),
        ("COMPLETED", "archive", "ARCHIVED"),
        ("ON_HOLD", "archive", "ARCHIVED"),
        ("COMPLETED", "reopen", "RUNNING"),
        ("ARCHIVED", "reopen", "RUNNING"),
        ("COMPLETED", "go_on", "RUNNING"),
    }


@pytest.mark.parametrize(
    ("state", "trigger"),
    [
        (S.DRAFT, "start"),
        (S.RUNNING, "hold"),
        (S.ON_HOLD, "resume"),
        (S.ON_HOLD, "archive"),
        (S.COMPLETED, "archive"),
        (S.COMPLETED, "reopen"),
        (S.ARCHIVED, "reopen"),
    ],
)
def test_only_the_coordinator_moves_a_project(state, trigger):
    assert PROJECT.refusals(project(state), trigger, actor=COORDINATOR) == []
    assert PROJECT.refusals(project(state), trigger, actor=MEMBER) == [COORDINATORS]


def test_it_is_completed_only_by_the_decision_at_its_last_gate():
    early = PROJECT.refusals(project(S.RUNNING), "complete", actor=COORDINATOR)
    decided = PROJECT.refusals(project(S.RUNNING, last_gate_decided=True), "complete", actor=COORDINATOR)

    assert early == ["The project is completed only by the decision at its last gate."]
    assert decided == []


def test_it_goes_on_only_where_the_decision_at_its_last_gate_was_taken_back():
    held = PROJECT.refusals(project(S.COMPLETED, last_gate_decided=True), "go_on", actor=COORDINATOR)

    assert held == ["The project goes on only where the decision at its last gate was taken back."]
    assert PROJECT.refusals(project(S.COMPLETED), "go_on", actor=COORDINATOR) == []

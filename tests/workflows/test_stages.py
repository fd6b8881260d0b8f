"""The stages of a project, as a machine built from its plan."""

import pytest

from tests.workflows.people import COORDINATOR, MEMBER, moves, subject
from workflows.gates import CONDITIONS
from workflows.stages import CULTURAL_HISTORY, stage_machine

KEYS = tuple(stage.key for stage in CULTURAL_HISTORY)
PLAN = stage_machine(KEYS)


def plan(key):
    return subject(PLAN.states[key])


def test_the_built_in_plan_has_the_five_stages_of_a_cultural_history_project():
    assert KEYS == (
        "planning_and_preparation",
        "collecting_materials",
        "research_and_description",
        "production",
        "presentation",
    )
    assert PLAN.initial.name == "planning_and_preparation"


def test_every_condition_that_a_stage_asks_is_known():
    asked = {condition["kind"] for stage in CULTURAL_HISTORY for condition in stage.conditions}

    assert asked <= set(CONDITIONS)


def test_go_leads_to_the_next_stage_and_back_to_any_earlier_one():
    made = {move for move in moves(stage_machine(("a", "b", "c"))) if not move[1].startswith("return_to_")}

    assert made == {
        ("a", "go", "b"),
        ("b", "go", "c"),
        ("b", "back_to_a", "a"),
        ("c", "back_to_a", "a"),
        ("c", "back_to_b", "b"),
    }


@pytest.mark.parametrize(
    ("key", "trigger", "person", "reasons"),
    [
        ("planning_and_preparation", "go", COORDINATOR, []),
        ("planning_and_preparation", "go", MEMBER, ["Only the one who decides at this gate can do this."]),
        ("production", "back_to_collecting_materials", COORDINATOR, []),
        ("production", "back_to_collecting_materials", MEMBER, ["Only the one who decides at this gate can do this."]),
        ("collecting_materials", "back_to_production", COORDINATOR, ["This cannot be done in the present state."]),
        ("presentation", "go", COORDINATOR, ["This cannot be done in the present state."]),
    ],
)
def test_who_may_move_the_project_when(key, trigger, person, reasons):
    assert PLAN.refusals(plan(key), trigger, actor=person) == reasons


def test_projects_with_the_same_plan_share_one_machine():
    assert stage_machine(KEYS) is PLAN


def test_a_decision_taken_back_leads_from_any_stage_to_any_other():
    returns = {move for move in moves(stage_machine(("a", "b", "c"))) if move[1].startswith("return_to_")}

    assert returns == {(here, f"return_to_{there}", there) for here in "abc" for there in "abc" if here != there}

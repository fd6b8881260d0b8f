"""How life cycles are run, whatever they are about."""

import pytest

from tests.workflows.people import ASSIGNED, COORDINATOR, MEMBER, OBSERVER, subject
from workflows.engine import Refused
from workflows.invitations import INVITATION
from workflows.letters import LETTER
from workflows.materials import MATERIAL
from workflows.meetings import MEETING, MINUTES
from workflows.projects import PROJECT
from workflows.stages import CULTURAL_HISTORY, stage_machine
from workflows.tasks import TASK, TaskState

PLAN = stage_machine(tuple(stage.key for stage in CULTURAL_HISTORY))
ALL = [PROJECT, PLAN, TASK, MATERIAL, MEETING, MINUTES, INVITATION, LETTER]

#: What is moved with a decision that is taken back, by no button of its own.
FOLLOWS_A_DECISION = ("return_to_", "go_on")


def task(state=TaskState.TODO, **facts):
    return subject(state, **ASSIGNED, **({"assignee_ids": [2], "needs_review": False} | facts))


@pytest.mark.parametrize("workflow", ALL, ids=lambda workflow: workflow.name)
def test_every_state_can_be_reached(workflow):
    reached, before = {workflow.initial}, set()
    while reached != before:
        before = set(reached)
        reached |= {target for _trigger, source, target, _guards in workflow.moves if source in reached}

    assert reached == set(workflow.states)


@pytest.mark.parametrize("workflow", ALL, ids=lambda workflow: workflow.name)
def test_no_state_is_left_twice_by_the_same_move(workflow):
    leaving = [(trigger, source) for trigger, source, *_ in workflow.moves]

    assert len(leaving) == len(set(leaving))


@pytest.mark.parametrize("workflow", ALL, ids=lambda workflow: workflow.name)
def test_every_move_has_a_guard(workflow):
    assert all(guards for *_, guards in workflow.moves)


@pytest.mark.parametrize(
    "workflow", [PROJECT, PLAN, TASK, MATERIAL, MEETING, MINUTES, INVITATION], ids=lambda workflow: workflow.name
)
def test_every_move_that_people_make_has_words_for_its_button(workflow):
    by_itself = {trigger for trigger in workflow.triggers if trigger.startswith(FOLLOWS_A_DECISION)}

    assert set(workflow.labels) == set(workflow.triggers) - by_itself


def test_a_refused_move_says_every_reason_and_changes_nothing():
    waiting = task(assignee_ids=[])

    with pytest.raises(Refused) as refused:
        TASK.fire(waiting, "start", actor=OBSERVER)

    assert refused.value.reasons == [
        "Only people assigned to the task or the coordinator can do this.",
        "Somebody must be assigned to the task first.",
    ]
    assert waiting.state is TaskState.TODO


def test_a_move_from_another_state_is_refused_in_words():
    with pytest.raises(Refused) as refused:
        TASK.fire(task(TaskState.DONE), "start", actor=COORDINATOR)

    assert refused.value.reasons == ["This cannot be done in the present state."]


def test_the_moves_offered_are_those_that_leave_the_state_each_with_what_stands_in_its_way():
    assert TASK.choices(task(), actor=MEMBER) == {
        "start": [],
        "finish": [],
        "cancel": ["Only the coordinator can do this."],
    }


def test_two_things_of_one_life_cycle_do_not_know_each_other():
    first, second = task(), task()

    TASK.fire(first, "start", actor=MEMBER)

    assert (first.state, second.state) == (TaskState.DOING, TaskState.TODO)
    assert TASK.machine.models == []


def test_a_guard_that_answers_with_something_true_holds():
    assert TASK.refusals(task(assignee_ids=["anybody"]), "start", actor=COORDINATOR) == []

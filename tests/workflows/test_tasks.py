"""How a task moves from plan to done."""

import pytest

from tests.workflows.people import ASSIGNED, COORDINATOR, MEMBER, OBSERVER, OTHER, moves, subject
from workflows.tasks import TASK, TaskState

MINE = "Only people assigned to the task or the coordinator can do this."
COORDINATORS = "Only the coordinator can do this."
GROUPS = "Only people of the workgroup can do this."
ASKS_NONE = "This task asks for no review: mark it done instead."
ASKS_ONE = "This task needs a review: send it for review instead."
NOT_NOW = "This cannot be done in the present state."


def task(state, needs_review=False, assignee_ids=(2,)):
    return subject(state, **ASSIGNED, needs_review=needs_review, assignee_ids=list(assignee_ids))


def test_the_life_of_a_task():
    assert moves(TASK) == {
        ("TODO", "start", "DOING"),
        ("TODO", "finish", "DONE"),
        ("DOING", "finish", "DONE"),
        ("DOING", "submit", "IN_REVIEW"),
        ("DOING", "set_aside", "TODO"),
        ("IN_REVIEW", "accept", "DONE"),
        ("IN_REVIEW", "send_back", "DOING"),
        ("DONE", "reopen", "TODO"),
        ("CANCELLED", "reopen", "TODO"),
        ("TODO", "cancel", "CANCELLED"),
        ("DOING", "cancel", "CANCELLED"),
        ("IN_REVIEW", "cancel", "CANCELLED"),
    }


@pytest.mark.parametrize(
    ("state", "trigger", "person", "reasons"),
    [
        (TaskState.TODO, "start", MEMBER, []),
        (TaskState.TODO, "start", COORDINATOR, []),
        (TaskState.TODO, "start", OTHER, [MINE]),
        (TaskState.TODO, "start", OBSERVER, [MINE]),
        (TaskState.TODO, "finish", MEMBER, []),
        (TaskState.TODO, "finish", OTHER, [MINE]),
        (TaskState.DOING, "finish", MEMBER, []),
        (TaskState.DOING, "submit", MEMBER, [ASKS_NONE]),
        (TaskState.DOING, "set_aside", MEMBER, []),
        (TaskState.DOING, "set_aside", OTHER, [MINE]),
        (TaskState.IN_REVIEW, "accept", COORDINATOR, []),
        (TaskState.IN_REVIEW, "accept", MEMBER, [COORDINATORS]),
        (TaskState.IN_REVIEW, "send_back", COORDINATOR, []),
        (TaskState.IN_REVIEW, "send_back", MEMBER, [COORDINATORS]),
        (TaskState.DONE, "reopen", OTHER, []),
        (TaskState.DONE, "reopen", OBSERVER, [GROUPS]),
        (TaskState.CANCELLED, "reopen", COORDINATOR, []),
        (TaskState.CANCELLED, "reopen", MEMBER, [COORDINATORS]),
        (TaskState.TODO, "cancel", COORDINATOR, []),
        (TaskState.DOING, "cancel", MEMBER, [COORDINATORS]),
        (TaskState.IN_REVIEW, "cancel", COORDINATOR, []),
        (TaskState.TODO, "accept", COORDINATOR, [NOT_NOW]),
    ],
)
def test_who_may_move_a_task_when(state, trigger, person, reasons):
    assert TASK.refusals(task(state), trigger, actor=person) == reasons


@pytest.mark.parametrize(
    ("state", "trigger", "reasons"),
    [
        (TaskState.TODO, "finish", [ASKS_ONE]),
        (TaskState.DOING, "finish", [ASKS_ONE]),
        (TaskState.DOING, "submit", []),
    ],
)
def test_work_that_needs_a_review_is_not_marked_done_by_who_did_it(state, trigger, reasons):
    assert TASK.refusals(task(state, needs_review=True), trigger, actor=MEMBER) == reasons


def test_nobody_starts_what_is_assigned_to_nobody():
    reasons = TASK.refusals(task(TaskState.TODO, assignee_ids=()), "start", actor=COORDINATOR)

    assert reasons == ["Somebody must be assigned to the task first."]

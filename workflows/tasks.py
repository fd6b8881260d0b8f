"""How a task moves from plan to done."""

from enum import Enum

from workflows.engine import Workflow, guard
from workflows.guards import belongs, coordinates
from workflows.sentences import p


class TaskState(Enum):
    TODO = p("task", "To do")
    DOING = p("task", "In progress")
    IN_REVIEW = p("task", "In review")
    DONE = p("task", "Done")
    CANCELLED = p("task", "Cancelled")


@guard("Only people assigned to the task or the coordinator can do this.")
def works_on_it(task, actor):
    return task.is_assigned_to(actor) or task.is_coordinated_by(actor)


@guard("Somebody must be assigned to the task first.")
def has_assignees(task, actor):
    return bool(task.assignee_ids)


@guard("This task needs a review: send it for review instead.")
def needs_no_review(task, actor):
    return not task.needs_review


@guard("This task asks for no review: mark it done instead.")
def needs_review(task, actor):
    return task.needs_review


TASK = Workflow(
    "task",
    TaskState,
    [
        ["start", TaskState.TODO, TaskState.DOING, [works_on_it, has_assignees]],
        ["finish", TaskState.TODO, TaskState.DONE, [works_on_it, needs_no_review]],
        ["finish", TaskState.DOING, TaskState.DONE, [works_on_it, needs_no_review]],
        ["submit", TaskState.DOING, TaskState.IN_REVIEW, [works_on_it, needs_review]],
        ["set_aside", TaskState.DOING, TaskState.TODO, [works_on_it]],
        ["accept", TaskState.IN_REVIEW, TaskState.DONE, [coordinates]],
        ["send_back", TaskState.IN_REVIEW, TaskState.DOING, [coordinates]],
        ["reopen", TaskState.DONE, TaskState.TODO, [belongs]],
        ["reopen", TaskState.CANCELLED, TaskState.TODO, [coordinates]],
        ["cancel", TaskState.TODO, TaskState.CANCELLED, [coordinates]],
        ["cancel", TaskState.DOING, TaskState.CANCELLED, [coordinates]],
        ["cancel", TaskState.IN_REVIEW, TaskState.CANCELLED, [coordinates]],
    ],
    labels={
        "start": p("task", "Start"),
        "finish": p("task", "Mark as done"),
        "submit": p("task", "Send for review"),
        "set_aside": p("task", "Set aside"),
        "accept": p("task", "Accept the work"),
        "send_back": p("task", "Return for changes"),
        "reopen": p("task", "Reopen"),
        "cancel": p("task", "Drop the task"),
    },
)

#: What still waits to be done, for "mine", for gates and for what is overdue.
OPEN = (TaskState.TODO, TaskState.DOING, TaskState.IN_REVIEW)

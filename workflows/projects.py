"""How a project lives beside its stages: from a draft to the archive."""

from enum import Enum

from workflows.engine import Workflow, guard
from workflows.guards import coordinates
from workflows.sentences import p


class ProjectState(Enum):
    DRAFT = p("project", "Draft")
    RUNNING = p("project", "Running")
    ON_HOLD = p("project", "On hold")
    COMPLETED = p("project", "Completed")
    ARCHIVED = p("project", "Archived")


@guard("The project is completed only by the decision at its last gate.")
def last_gate_decided(project, actor):
    return project.last_gate_decided


@guard("The project goes on only where the decision at its last gate was taken back.")
def last_gate_is_open(project, actor):
    return not project.last_gate_decided


PROJECT = Workflow(
    "project",
    ProjectState,
    [
        ["start", ProjectState.DRAFT, ProjectState.RUNNING, [coordinates]],
        ["hold", ProjectState.RUNNING, ProjectState.ON_HOLD, [coordinates]],
        ["resume", ProjectState.ON_HOLD, ProjectState.RUNNING, [coordinates]],
        ["complete", ProjectState.RUNNING, ProjectState.COMPLETED, [last_gate_decided]],
        ["archive", ProjectState.COMPLETED, ProjectState.ARCHIVED, [coordinates]],
        ["archive", ProjectState.ON_HOLD, ProjectState.ARCHIVED, [coordinates]],
        ["reopen", ProjectState.COMPLETED, ProjectState.RUNNING, [coordinates]],
        ["reopen", ProjectState.ARCHIVED, ProjectState.RUNNING, [coordinates]],
        ["go_on", ProjectState.COMPLETED, ProjectState.RUNNING, [last_gate_is_open]],
    ],
    labels={
        "start": p("project", "Start the project"),
        "hold": p("project", "Put on hold"),
        "resume": p("project", "Resume"),
        "complete": p("project", "Complete the project"),
        "archive": p("project", "Move to the archive"),
        "reopen": p("project", "Reopen"),
    },
)

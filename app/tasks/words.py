"""Words and colours of a task's states."""

from app.text import word
from workflows.tasks import TaskState

TONES = {
    TaskState.TODO: "quiet",
    TaskState.DOING: "sky",
    TaskState.IN_REVIEW: "gold",
    TaskState.DONE: "good",
    TaskState.CANCELLED: "quiet",
}


def state_words():
    return {state: word("task", state.value) for state in TaskState}

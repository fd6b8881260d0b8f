"""Words and colours of a task's states."""

from flask_babel import pgettext

from workflows.tasks import TaskState

TONES = {
    TaskState.TODO: "quiet",
    TaskState.DOING: "sky",
    TaskState.IN_REVIEW: "gold",
    TaskState.DONE: "good",
    TaskState.CANCELLED: "quiet",
}


def state_words():
    return {state: pgettext("task", state.value) for state in TaskState}

"""Words and colours of a task's states."""

from flask_babel import gettext as _
from flask_babel import ngettext

from app.tasks.models import RepeatUnit
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


def repeats(every, unit):
    """How often a task comes again: «every 2 weeks»."""
    if every == 1:
        return {RepeatUnit.DAY: _("every day"), RepeatUnit.WEEK: _("every week"), RepeatUnit.MONTH: _("every month")}[
            unit
        ]
    if unit is RepeatUnit.DAY:
        return ngettext("every %(num)d day", "every %(num)d days", every)
    if unit is RepeatUnit.WEEK:
        return ngettext("every %(num)d week", "every %(num)d weeks", every)
    return ngettext("every %(num)d month", "every %(num)d months", every)

"""What a change means for each task: old and new, or the sentence that says why it is left as it is."""

from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import pgettext

from app.dates import clock_time, short_day
from app.numbers import duration
from app.text import say, word
from workflows.tasks import TASK


class Row(NamedTuple):
    """One task of a change. `changes` are pairs of a field's name and its old and new words."""

    task: object
    wanted: dict
    changes: list
    reasons: list

    @property
    def is_changed(self):
        return bool(self.changes) and not self.reasons


def rows_of(form, tasks, actor):
    return [row_of(form, task, actor) for task in tasks]


def row_of(form, task, actor):
    wanted = {field: value for field, value in form.wanted_of(task).items() if differs(getattr(task, field), value)}
    changes = [(label(field), words(getattr(task, field)), words(value)) for field, value in wanted.items()]
    trigger, reasons = form.trigger.data, []
    if trigger:
        reasons = [say(reason) for reason in TASK.refusals(task, trigger, actor=actor)]
        target = TASK.target(task, trigger)
        if target:
            changes.append((_("Status"), word("task", task.state.value), word("task", target.value)))
    starts_on, due = wanted.get("starts_on", task.starts_on), wanted.get("due", task.due)
    if starts_on and due and due < starts_on:
        reasons.append(_("A task cannot be due before it starts."))
    if not changes and not reasons:
        reasons.append(_("Nothing would change."))
    return Row(task, wanted, changes, reasons)


def differs(old, new):
    return ids(old) != ids(new) if isinstance(new, list) else getattr(old, "id", old) != getattr(new, "id", new)


def ids(things):
    return sorted(thing.id for thing in things)


def label(field):
    names = {
        "due": _("Due date"),
        "due_time": _("Due time"),
        "starts_on": _("Start date"),
        "priority": _("Priority"),
        "stage": _("Stage"),
        "assignees": _("Assignees"),
        "labels": _("Labels"),
        "needs_review": _("Review"),
        "estimate": _("Estimate"),
    }
    return names[field]


def words(value):
    """A value as the preview shows it."""
    if isinstance(value, (list, tuple)):
        return ", ".join(getattr(thing, "short_name", None) or thing.name for thing in value) or "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return duration(value)
    if hasattr(value, "hour"):
        return clock_time(value)
    if hasattr(value, "isoformat"):
        return short_day(value)
    if hasattr(value, "value"):
        return pgettext("priority", value.value)
    return getattr(value, "title", None) or "–"

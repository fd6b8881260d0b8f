"""The history of a task: each entry as a sentence, and what a change was before and after in the reader's words."""

from datetime import date, time
from typing import NamedTuple

from flask_babel import gettext as _

from app.dates import clock_time, short_day
from app.journal import queries as journal
from app.journal import sentences
from app.numbers import duration
from app.tasks.models import Priority, RepeatUnit
from app.tasks.undoing import can_undo
from app.text import word
from workflows.sentences import p


class Line(NamedTuple):
    """One line of the history; `entry_id` only where it is the last change and can be taken back."""

    at: object
    words: str
    changes: list
    entry_id: int | None


class Change(NamedTuple):
    field: str
    before: str
    after: str


#: Beside these, the words of the fields are those that the history of materials has.
FIELDS = {
    "title": p("field", "Title"),
    "description": p("field", "Description"),
    "starts_on": p("field", "Start date"),
    "due": p("field", "Due date"),
    "due_time": p("field", "Due time"),
    "estimate": p("field", "Estimate"),
    "priority": p("field", "Priority"),
    "stage": p("field", "Stage"),
    "needs_review": p("field", "Review"),
    "labels": p("field", "Labels"),
    "assignees": p("field", "Assignees"),
    "repeat_every": p("field", "Repeats every"),
    "repeat_unit": p("field", "Unit of repeating"),
}


def history_of(task):
    """The latest entries of a task, the newest first."""
    entries = journal.of_subject(task)
    last = next((entry.id for entry, _actor in entries if can_undo(entry)), None)
    return [line(entry, actor, entry.id if entry.id == last else None) for entry, actor in entries]


def line(entry, actor, entry_id):
    words = sentences.sentence(entry, actor.short_name if actor else None)
    changes = [change(field, *values) for field, values in entry.changes.items() if field in FIELDS]
    return Line(entry.at, words, changes, entry_id)


def change(field, before, after):
    return Change(word("field", FIELDS[field]), shown(field, before), shown(field, after))


def shown(field, value):
    """A value as the journal has it, as people read it."""
    if value in ("", None, []):
        return "–"
    return SHOWN.get(field, str)(value)


SHOWN = {
    "starts_on": lambda value: short_day(date.fromisoformat(value)),
    "due": lambda value: short_day(date.fromisoformat(value)),
    "due_time": lambda value: clock_time(time.fromisoformat(value)),
    "estimate": lambda value: duration(int(value)),
    "priority": lambda value: word("priority", Priority[value].value),
    "needs_review": lambda value: _("Yes") if value else _("No"),
    "labels": ", ".join,
    "assignees": ", ".join,
    "repeat_unit": lambda value: word("repeat", RepeatUnit[value].value),
}

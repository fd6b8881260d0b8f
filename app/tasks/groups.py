"""What columns and lanes of the board can stand for: the life cycle, people, stages, labels, the weeks of due days."""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from flask_babel import format_date
from flask_babel import gettext as _

from app import clock
from app.tasks.labels import queries as labels
from app.tasks.words import TONES, state_words
from workflows.engine import Refused
from workflows.sentences import Sentence
from workflows.tasks import TaskState

WEEKS = 4
PAST = Sentence("A day that has passed cannot be chosen.")
FAR = Sentence("So far ahead the day is chosen in the form of the task.")
GONE = Sentence("This column is not there any more. Please look at the board again.")


class Group(NamedTuple):
    """A column or a lane: its name in addresses, its words, which tasks it holds, and what a card dropped here becomes.

    `asks` is one of `cells.ASKED`, `given` are its values. `becomes` are the new facts of a task, as `revise` takes
    them, reckoned from the task and the group that it comes from; None where a card cannot be dropped, for the reason
    given.
    """

    key: str
    title: str
    asks: str
    given: dict
    tone: str = "quiet"
    becomes: Callable | None = None
    why_not: Sentence | None = None


def groups_of(name, project, today):
    """Every group of that kind, in order."""
    return KINDS[name](project, today)


def group_named(name, key, project, today):
    """The group of that key; raises `Refused` where there is none any more."""
    found = next((group for group in groups_of(name, project, today) if group.key == key), None)
    if found is None:
        raise Refused([GONE])
    return found


def states(_project=None, _today=None):
    words = state_words()
    return [Group(state.name.lower(), words[state], "state", {"state": state}, TONES[state]) for state in TaskState]


def people(project, _today):
    """Nobody first, since that is what has to be given out."""
    nobody = Group("nobody", _("Nobody yet"), "nobody", {}, becomes=lambda task, source: {"assignees": []})
    return [nobody, *(hands_of(person) for person in project.workers)]


def hands_of(person):
    """One person's tasks. A card that comes from another person's is taken from that one; other hands keep it."""

    def becomes(task, source):
        left = number_of(source, "person")
        stay = [one for one in task.assignees if left is not None and one.id not in (left, person.id)]
        return {"assignees": [*stay, person]}

    return Group(f"person-{person.id}", person.short_name, "person", {"person": person.id}, becomes=becomes)


def number_of(key, kind):
    """The number in the key of a group of that kind; None for another's."""
    name, _dash, number = (key or "").partition("-")
    return int(number) if name == kind and number.isdecimal() else None


def stages(project, _today):
    here = project.plan.stage.id
    found = [(stage, "sky" if stage.id == here else "quiet") for stage in project.plan.stages]
    outside = Group("no-stage", _("Outside the stages"), "no_stage", {}, becomes=lambda task, source: {"stage": None})
    return [*(work_of(stage, tone) for stage, tone in found), outside]


def work_of(stage, tone):
    given = {"stage": stage.id}
    return Group(f"stage-{stage.id}", stage.title, "stage", given, tone, lambda task, source: {"stage": stage})


def by_label(project, _today):
    free = Group("unlabelled", _("No label"), "unlabelled", {}, becomes=lambda task, source: {"labels": put_away(task)})
    return [*(carriers_of(label) for label in labels.of_project(project)), free]


def carriers_of(label):
    """What carries a label. A card that comes from another label's column loses that one and keeps the rest."""

    def becomes(task, source):
        gone = (label.id, number_of(source, "label"))
        return {"labels": [*(one for one in task.labels if one.id not in gone), label]}

    return Group(f"label-{label.id}", label.name, "label", {"label": label.id}, becomes=becomes)


def put_away(task):
    """Labels that nobody sees stay on a task, since they may be brought back."""
    return [label for label in task.labels if label.deleted_at]


def weeks(_project, today):
    """What is late, four weeks, what comes after them, and what has no day."""
    monday = today - timedelta(days=today.weekday())
    ahead = [monday + timedelta(weeks=n) for n in range(WEEKS)]
    after = monday + timedelta(weeks=WEEKS)
    return [
        Group("late", _("Overdue"), "late", {"until": today, "at": clock.now()}, "bad", why_not=PAST),
        *(week_from(monday, max(monday, today), today) for monday in ahead),
        Group("later", _("Later"), "since", {"since": after}, why_not=FAR),
        Group("undated", _("No due date"), "undated", {}, becomes=lambda task, source: {"due": None}),
    ]


def week_from(monday, first, today):
    """A week; of the present one only the days that are left. A card keeps its day of the week, else it is Friday."""
    sunday = monday + timedelta(days=6)
    title = _("This week") if monday <= today else f"{short(monday)} – {short(sunday)}"

    def becomes(task, source):
        weekday = task.due.weekday() if task.due else 4
        due = max(first, monday + timedelta(days=weekday))
        # A time of today may have passed already, and the card would be late again.
        hour = {"due_time": None} if due == today and task.due_time else {}
        return {"due": due, "starts_on": start_for(task, due), **hour}

    given, asks = {"since": first, "until": sunday}, "week"
    if monday <= today:
        given, asks = {**given, "at": clock.now()}, "this_week"
    tone = "gold" if monday <= today else "quiet"
    return Group(f"week-{monday:%Y-%m-%d}", title, asks, given, tone, becomes)


def start_for(task, due):
    """The start of work that is due on another day: as long before it as it was, and never after it."""
    if task.starts_on is None or task.due is None:
        return task.starts_on and min(task.starts_on, due)
    return due - (task.due - task.starts_on)


def short(day):
    return format_date(day, "d MMM")


KINDS: dict[str, Callable] = {"state": states, "person": people, "stage": stages, "label": by_label, "week": weeks}
#: What may lie across the columns.
LANES = ("person", "stage")

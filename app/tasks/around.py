"""What stands around a task on its page: its people, labels, steps, and what waits for it, in one statement."""

from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.accounts.models import User
from app.accounts.people import Named, name_columns, named
from app.comments.models import watcher
from app.db import UTCDateTime, rows
from app.files.models import File, FileState, PreviewState
from app.kazakh import sort_kk
from app.tasks.checklist.models import ChecklistItem
from app.tasks.labels.models import Label, task_label
from app.tasks.models import Task, assignment
from app.tasks.ties.linked import LINKED, MENTIONED
from app.tasks.ties.models import dependency, task_link
from workflows.tasks import OPEN, TaskState

#: The task whose page it is.
THIS = sa.bindparam("task_id", type_=sa.Integer)
#: What each part fills of these, the others leave empty.
FILLED = {"words": sa.String(), "state": sa.String(), "n": sa.Integer(), "place": sa.Integer(), "at": UTCDateTime()}
#: The files that people hung on it, and not the pictures made of them.
STORED = (
    *(File.subject_type == "task", File.subject_id == THIS, File.of_id.is_(None)),
    *(File.state == FileState.STORED, File.deleted_at.is_(None)),
)
PICTURED = sa.case((File.preview == PreviewState.MADE, 1), else_=0)
GROWN, DOER = aliased(Task), aliased(User)


class Mark(NamedTuple):
    """A label as pages show it."""

    id: int
    name: str
    tint: int


class Step(NamedTuple):
    """A step of the checklist; `became` is the id of the task that it grew into, which is then what is done."""

    id: int
    text: str
    done_at: object
    done_by: Named | None
    became: int | None
    is_done: bool


class Other(NamedTuple):
    """Another task that this one waits for, or that waits for it."""

    id: int
    title: str
    state: TaskState

    @property
    def is_open(self):
        return self.state in OPEN


class Link(NamedTuple):
    """A thing that the task is about."""

    kind: str
    id: int
    title: str


class Attached(NamedTuple):
    """A file, its size in bytes, and whether there is a small picture of it."""

    id: int
    name: str
    size: int
    is_pictured: bool


class Around:
    """The parts of one task, each in its order."""

    def __init__(self, task_id):
        found: dict[str, list] = {name: [] for name in parts()}
        for row in rows(statement(), task_id=task_id):
            found[row.part].append(row)
        self.people = by_name(found["people"])
        self.watchers = by_name(found["watchers"])
        marks = [Mark(row.id, row.words, row.n) for row in found["labels"]]
        self.labels = sorted(marks, key=lambda mark: (sort_kk(mark.name), mark.id))
        self.steps = [step(row) for row in sorted(found["steps"], key=lambda row: (row.place, row.id))]
        self.blockers = [other(row) for row in sorted(found["blockers"], key=lambda row: row.id)]
        self.blocked = [other(row) for row in sorted(found["blocked"], key=lambda row: row.id)]
        self.grown_from = [other(row) for row in found["grown_from"]]
        self.files = [Attached(row.id, row.words, row.n, bool(row.place)) for row in found["files"]]
        self.mentions = [Link(kind, row.id, row.words) for kind in MENTIONED for row in found[f"in {kind}"]]
        self.links = [Link(kind, row.id, row.words) for kind in LINKED for row in found[kind]]

    @property
    def waits_for(self):
        """The tasks that must be done first."""
        return [blocker for blocker in self.blockers if blocker.is_open]


def by_name(found):
    return sorted((named(row[-5:]) for row in found), key=lambda person: (person.sort_kk, person.id))


def step(row):
    is_done = row.state == TaskState.DONE.name if row.state else row.at is not None
    return Step(row.id, row.words, row.at, named(row[-5:]), row.n, is_done)


def other(row):
    return Other(row.id, row.words, TaskState[row.state])


@lru_cache(maxsize=1)
def parts():
    """The statement of each part, by its name."""
    labels = part("labels", Label.id, words=Label.name, n=Label.tint)
    steps = part("steps", ChecklistItem.id, DOER, **facts_of_step())
    return {
        "people": people("people", assignment).where(assignment.c.task_id == THIS),
        "watchers": people("watchers", watcher).where(watcher.c.subject_type == "task", watcher.c.subject_id == THIS),
        "labels": labels.join(task_label, task_label.c.label_id == Label.id).where(
            task_label.c.task_id == THIS, Label.deleted_at.is_(None)
        ),
        "steps": steps.join(
            GROWN, sa.and_(GROWN.id == ChecklistItem.became_id, GROWN.deleted_at.is_(None)), isouter=True
        )
        .join(DOER, DOER.id == ChecklistItem.done_by_id, isouter=True)
        .where(ChecklistItem.task_id == THIS),
        "grown_from": part("grown_from", Task.id, words=Task.title, state=Task.state)
        .join(ChecklistItem, ChecklistItem.task_id == Task.id)
        .where(ChecklistItem.became_id == THIS, Task.deleted_at.is_(None)),
        "files": part("files", File.id, words=File.name, n=File.size, place=PICTURED).where(*STORED),
        **{kind: links(kind, linked) for kind, linked in LINKED.items()},
        **{f"in {kind}": mentions(kind, mentioned.condition) for kind, mentioned in MENTIONED.items()},
        "blockers": others("blockers", "blocker_id", "blocked_id"),
        "blocked": others("blocked", "blocked_id", "blocker_id"),
    }


def facts_of_step():
    facts = {"words": ChecklistItem.text, "n": GROWN.id, "state": GROWN.state}
    return {**facts, "place": ChecklistItem.position, "at": ChecklistItem.done_at}


def people(name, table):
    return part(name, User.id, User).join(table, table.c.user_id == User.id)


def others(name, shown, this):
    ours = part(name, Task.id, words=Task.title, state=Task.state)
    tied = ours.join(dependency, dependency.c[shown] == Task.id)
    return tied.where(dependency.c[this] == THIS, Task.deleted_at.is_(None))


def links(kind, linked):
    model = linked.model
    tied = part(kind, model.id, words=linked.title).join(task_link, task_link.c.subject_id == model.id)
    return tied.where(task_link.c.task_id == THIS, task_link.c.subject_type == kind, *linked.shown)


def mentions(kind, condition):
    linked = LINKED[kind]
    return part(f"in {kind}", linked.model.id, words=linked.title).where(condition("task", THIS))


def part(name, row_id, person=None, **given):
    """A statement of the columns that all parts share."""
    facts = [filled(given.get(fact), kind).label(fact) for fact, kind in FILLED.items()]
    names = name_columns(person) if person else [sa.cast(sa.null(), column.type) for column in name_columns()]
    return sa.select(sa.literal_column(f"'{name}'").label("part"), row_id.label("id"), *facts, *names)


def filled(column, kind):
    return sa.cast(sa.null(), kind) if column is None else sa.type_coerce(column, kind)


@lru_cache(maxsize=1)
def statement():
    return sa.union_all(*parts().values())

"""Tasks as they are found: through the person who asks."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.db import db, rows
from app.finding import asked, found_by
from app.journal.models import Entry
from app.kazakh import sort_kk
from app.projects.models import Stage
from app.projects.queries import WITH_SEATS, only, project_ids_of
from app.tasks.cards import given_to, read_cards
from app.tasks.labels.models import Label, task_label
from app.tasks.lists import order
from app.tasks.models import IS_OPEN, Task
from app.text import SearchEntry, words_of

SHOWN_AT_ONCE = 50


def even_deleted(actor):
    """The tasks of the person's projects, those in the bin too."""
    return db.select(Task).where(Task.project_id.in_(project_ids_of(actor)))


def visible_to(actor):
    return even_deleted(actor).where(Task.deleted_at.is_(None))


def find(task_id, actor):
    """The task with all that its page shows, or a 404."""
    whole = (
        joinedload(Task.project).options(WITH_SEATS),
        joinedload(Task.stage),
        # Joined, SQLite would read every assignment there is before it looks for those of the task.
        selectinload(Task.assignees),
        selectinload(Task.labels),
        joinedload(Task.done_by),
        joinedload(Task.created_by),
    )
    return only(visible_to(actor).where(Task.id == task_id).options(*whole))


def with_parts(query):
    """The tasks of a query with all that a change of them touches."""
    return query.options(selectinload(Task.stage), selectinload(Task.assignees), selectinload(Task.labels))


def find_deleted(task_id, actor):
    """The task in the bin, or just taken out of it."""
    return db.one_or_404(even_deleted(actor).where(Task.id == task_id))


def find_entry(task, entry_id):
    """An entry of this very task's history, or a 404."""
    mine = (Entry.subject_type == task.kind, Entry.subject_id == task.id)
    return db.first_or_404(db.select(Entry).where(Entry.id == entry_id, *mine))


def page_of(project, *, after=None, words="", sort=order.USUAL, most=SHOWN_AT_ONCE, **wanted):
    """At most `most` of a project's tasks by an order of `lists.order`, and whether more follow.

    `after` is the id of the last one shown. `wanted` are conditions by their names in `ASKED`.
    """
    values = {name: value for name, value in wanted.items() if value}
    if words:
        values["words"] = asked(words)
    found = order.ordered_rows(project, sort, after, tuple(ASKED.items()), values, most + 1)
    cards = order.in_order(sort, read_cards(project, found))
    return cards[:most], len(cards) > most


PROJECT = sa.bindparam("project_id", type_=sa.Integer)
#: What a filter asks of tasks, by name; the value of each is given when the statement is run.
ASKED = {
    "is_open": lambda: IS_OPEN,
    "state": lambda: Task.state == sa.bindparam("state"),
    "person_id": lambda: given_to(sa.bindparam("person_id")),
    "stage_id": lambda: Task.stage_id == sa.bindparam("stage_id"),
    "label_id": lambda: Task.id.in_(labelled(sa.bindparam("label_id"))),
    "since": lambda: Task.due >= sa.bindparam("since"),
    "until": lambda: Task.due <= sa.bindparam("until"),
    # Beside `until`, which is then the day today.
    "late_at": lambda: sa.or_(Task.due < sa.bindparam("until"), Task.due_at <= sa.bindparam("late_at")),
    "words": lambda: Task.id.in_(holding(sa.bindparam("words"))),
}


def holding(words):
    """The ids of the project's tasks in which these words stand, in any spelling."""
    ours = (SearchEntry.project_id == PROJECT, SearchEntry.subject_type == Task.kind)
    return sa.select(SearchEntry.subject_id).where(*ours, found_by(words))


def labelled(label_id):
    """The ids of the tasks that carry a label."""
    return sa.select(task_label.c.task_id).where(task_label.c.label_id == label_id)


def names_in(project):
    """The names of a project's stages, in the reader's language where they have it, and of its labels; each by id."""
    found = rows(NAMES, project_id=project.id)
    stages = sorted((row for row in found if row.is_stage), key=lambda row: row.position)
    labels = sorted((row for row in found if not row.is_stage), key=lambda row: (sort_kk(row.title), row.id))
    return {row.id: row.title for row in stages}, {row.id: row.title for row in labels}


NAMES = sa.union_all(
    sa.select(Stage.id, words_of(Stage, "title").label("title"), Stage.position, sa.true().label("is_stage")).where(
        Stage.project_id == PROJECT
    ),
    sa.select(Label.id, Label.name, sa.literal(0), sa.false()).where(
        Label.project_id == PROJECT, Label.deleted_at.is_(None)
    ),
)

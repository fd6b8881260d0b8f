"""Tasks as they are found: through the person who asks."""

from datetime import date
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.db import db, is_sqlite, rows
from app.finding import asked, found_by
from app.journal.models import Entry
from app.kazakh import sort_kk
from app.projects.models import Stage
from app.projects.queries import WITH_SEATS, only, project_ids_of
from app.tasks.cards import cards_of, given_to, read_cards
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


def page_of(project, *, after=None, words="", sort="", most=SHOWN_AT_ONCE, **wanted):
    """At most `most` of a project's tasks, and whether more follow: by due day, those without one last, or by `sort`.

    `after` is the day (or None) and the id of the last one shown. `wanted` are conditions by their names in `ASKED`.
    """
    values = {name: value for name, value in wanted.items() if value}
    if words:
        values["words"] = asked(words)
    day, last_id = after or (None, None)
    if sort:
        found = order.ordered_rows(project, sort, last_id, tuple(ASKED.items()), values, most + 1)
        cards = sorted(read_cards(project, found), key=lambda card: order.place_of(sort, card))
    else:
        statement = listed(frozenset(values), last_id is not None, day is not None, is_sqlite(), most)
        found = rows(statement, project_id=project.id, day=day, last_id=last_id, **values)
        cards = sorted(read_cards(project, found), key=by_day)
    return cards[:most], len(cards) > most


def by_day(card):
    return (card.due is None, card.due or date.min, card.id)


@lru_cache(maxsize=64)
def listed(names, is_further, is_dated, _on_sqlite, most):
    """The statement of a page with these conditions: two halves, each read along an index.

    It is made once for each choice of conditions, and for each database, which find words in their own ways.
    """
    mine = [ASKED[name]() for name in names]
    dated = cards_of(PROJECT, Task.due.is_not(None), *mine).order_by(Task.due, Task.id)
    undated = cards_of(PROJECT, Task.due.is_(None), *mine).order_by(Task.id)
    halves = behind(dated, undated, is_dated) if is_further else (dated, undated)
    return sa.union_all(*(sa.select(half.limit(most + 1).subquery()) for half in halves))


def behind(dated, undated, is_dated):
    """The two halves of the list, from behind the last task that was shown."""
    day, last_id = sa.bindparam("day", type_=sa.Date), sa.bindparam("last_id", type_=sa.Integer)
    if not is_dated:
        return (undated.where(Task.id > last_id),)
    return dated.where(Task.due >= day, sa.or_(Task.due > day, Task.id > last_id)), undated


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

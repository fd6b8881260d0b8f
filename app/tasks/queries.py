"""Tasks as they are found: through the person who asks."""

from datetime import date

import sqlalchemy as sa
from flask import abort
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.finding import matching
from app.projects.models import Project, Stage
from app.projects.queries import WITH_SEATS, only, project_ids_of
from app.tasks.cards import cards_of, given_to, read_cards
from app.tasks.models import Task
from app.text import SearchEntry, Text, reader_language

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
        joinedload(Task.done_by),
        joinedload(Task.created_by),
    )
    return only(visible_to(actor).where(Task.id == task_id).options(*whole))


def find_deleted(task_id, actor):
    """The task in the bin, or just taken out of it."""
    return db.one_or_404(even_deleted(actor).where(Task.id == task_id))


def standing_around(task_id, actor):
    """The revision and zone of the project of a task, or a 404."""
    visible = visible_to(actor).where(Task.id == task_id).join(Task.project)
    facts = visible.with_only_columns(Project.revision, Project.time_zone)
    return db.session.execute(facts).one_or_none() or abort(404)


def page_of(project, *, after=None, **wanted):
    """At most a page of a project's tasks by due day, those without one last, and whether more follow.

    `after` is the day (or None) and the id of the last one shown. Both halves are read along an index.
    """
    asked = list(conditions(project, **wanted))
    dated = cards_of(project.id, Task.due.is_not(None), *asked).order_by(Task.due, Task.id)
    undated = cards_of(project.id, Task.due.is_(None), *asked).order_by(Task.id)
    halves = [half.limit(SHOWN_AT_ONCE + 1) for half in behind(after, dated, undated)]
    rows = db.session.execute(sa.union_all(*(sa.select(half.subquery()) for half in halves)))
    cards = sorted(read_cards(project, rows), key=by_day)
    return cards[:SHOWN_AT_ONCE], len(cards) > SHOWN_AT_ONCE


def by_day(card):
    return (card.due is None, card.due or date.min, card.id)


def behind(after, dated, undated):
    """The two halves of the list, from behind the last task that was shown."""
    if after is None:
        return dated, undated
    day, last_id = after
    if day is None:
        return (undated.where(Task.id > last_id),)
    return dated.where(Task.due >= day, sa.or_(Task.due > day, Task.id > last_id)), undated


def conditions(project, *, words="", states=(), person_id=None, stage_id=None, days=None):
    """What a filter asks, as conditions on tasks. `days` are the first and the last day, both included."""
    if states:
        yield Task.state.in_(states)
    if person_id:
        yield given_to(person_id)
    if stage_id:
        yield Task.stage_id == stage_id
    if days:
        yield Task.due.between(*days)
    if words:
        yield Task.id.in_(holding(project, words))


def holding(project, words):
    """The ids of a project's tasks in which these words stand, in any spelling."""
    ours = sa.select(SearchEntry.subject_id).where(
        SearchEntry.project_id == project.id, SearchEntry.subject_type == Task.kind
    )
    return ours.where(matching(words))


def stage_names(project):
    """The names of a project's stages in the reader's language, else as first written, by id and in order."""
    titles = sa.and_(Text.subject_type == Stage.kind, Text.subject_id == Stage.id, Text.field == "title")
    rows = db.session.execute(
        sa.select(Stage.id, Text.text)
        .join(Text, titles)
        .where(Stage.project_id == project.id, sa.or_(Text.language == reader_language(), Text.is_original))
        .order_by(Stage.position, Text.language != reader_language())
    )
    names: dict[int, str] = {}
    for stage_id, name in rows:
        names.setdefault(stage_id, name)
    return names

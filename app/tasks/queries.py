"""Tasks as they are found: through the person who asks."""

import sqlalchemy as sa
from flask import abort
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.finding import matching
from app.journal.models import Entry
from app.projects.models import Membership, Plan, Project, Seat, Stage
from app.projects.queries import project_ids_of
from app.projects.queries import visible_to as visible_projects
from app.tasks.cards import card_columns, read_cards
from app.tasks.models import LAST_DAY, Task, assignment
from app.text import SearchEntry, Text, reader_language

SHOWN_AT_ONCE = 50

WITH_SEATS = joinedload(Project.seats).joinedload(Seat.memberships).lazyload(Membership.seat)
WHOLE = (
    joinedload(Task.project).options(WITH_SEATS, joinedload(Project.plan).joinedload(Plan.stages)),
    joinedload(Task.created_by),
    joinedload(Task.done_by),
    selectinload(Task.assignees),
)


def even_deleted(actor):
    """The tasks of the person's projects, those in the bin too."""
    return db.select(Task).where(Task.project_id.in_(project_ids_of(actor)))


def visible_to(actor):
    return even_deleted(actor).where(Task.deleted_at.is_(None))


def find(task_id, actor):
    """The task with all that its page shows, or a 404."""
    return first_or_404(visible_to(actor).where(Task.id == task_id).options(*WHOLE))


def find_deleted(task_id, actor):
    """The task in the bin, or just taken out of it."""
    return db.one_or_404(even_deleted(actor).where(Task.id == task_id))


def first_or_404(query):
    """The one thing that a query with joined collections finds."""
    return db.session.scalars(query).unique().one_or_none() or abort(404)


def revision_of(project_id, actor):
    """How often the project has changed, or a 404 when this person may not see it."""
    visible = visible_projects(actor).where(Project.id == project_id)
    return db.one_or_404(visible.with_only_columns(Project.revision))


def revision_of_task(task_id, actor):
    """The same for the project of a task."""
    visible = visible_to(actor).where(Task.id == task_id).join(Task.project)
    return db.one_or_404(visible.with_only_columns(Project.revision))


def find_project(project_id, actor):
    """The project with its people, in one statement."""
    return first_or_404(visible_projects(actor).where(Project.id == project_id).options(WITH_SEATS))


def page_of(project, *, after=None, **wanted):
    """At most a page of a project's tasks by due day, and whether more follow. `after` is (day, id) of the last."""
    query = sa.select(*card_columns()).where(Task.project_id == project.id, Task.deleted_at.is_(None))
    query = query.where(*conditions(project, **wanted))
    if after:
        day, last_id = after
        query = query.where(day <= LAST_DAY, sa.or_(day < LAST_DAY, Task.id > last_id))
    rows = db.session.execute(query.order_by(LAST_DAY, Task.id).limit(SHOWN_AT_ONCE + 1)).all()
    return read_cards(project, rows[:SHOWN_AT_ONCE]), len(rows) > SHOWN_AT_ONCE


def conditions(project, *, words="", states=(), person_id=None, stage_id=None, days=None):
    """What a filter asks, as conditions on tasks. `days` are the first and the last day, both included."""
    if states:
        yield Task.state.in_(states)
    if person_id:
        yield Task.id.in_(sa.select(assignment.c.task_id).where(assignment.c.user_id == person_id))
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
    names = {}
    for stage_id, name in rows:
        names.setdefault(stage_id, name)
    return names


def history_of(task):
    """What was done to a task, the latest first."""
    query = db.select(Entry).where(Entry.subject_type == Task.kind, Entry.subject_id == task.id)
    return db.session.scalars(query.order_by(Entry.id.desc()).limit(SHOWN_AT_ONCE)).all()

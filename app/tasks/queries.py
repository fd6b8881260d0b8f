"""Tasks as they are found: through the person who asks."""

from sqlalchemy import and_, or_
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import User
from app.db import db
from app.projects.models import Project
from app.projects.queries import project_ids_of
from app.tasks.models import Task, assignment
from workflows.tasks import TaskState

SHOWN_AT_ONCE = 50
CARDS_A_COLUMN = 12


def visible_to(actor):
    return db.select(Task).where(Task.project_id.in_(project_ids_of(actor)), Task.deleted_at.is_(None))


def find(task_id, actor):
    """The task with all that its page shows, or a 404."""
    whole = (
        joinedload(Task.project).selectinload(Project.seats),
        joinedload(Task.stage),
        selectinload(Task.assignees),
    )
    return db.one_or_404(visible_to(actor).where(Task.id == task_id).options(*whole))


def find_deleted(task_id, actor):
    """The task in the bin, or a 404."""
    found = db.select(Task).where(Task.project_id.in_(project_ids_of(actor)), Task.deleted_at.is_not(None))
    return db.one_or_404(found.where(Task.id == task_id))


def listed(project, *, state=None, person_id=None, stage_id=None, after=None):
    """A page of the project's tasks by due day, those without a day last; `after` is a task's ``(due, id)``."""
    query = (
        db.select(Task)
        .where(Task.project_id == project.id, Task.deleted_at.is_(None))
        .options(selectinload(Task.assignees).load_only(User.given_name, User.surname, User.patronymic))
    )
    if state:
        query = query.where(Task.state == state)
    if stage_id:
        query = query.where(Task.stage_id == stage_id)
    if person_id:
        mine = db.select(assignment.c.task_id).where(assignment.c.user_id == person_id)
        query = query.where(Task.id.in_(mine))
    return query.where(behind(after)).order_by(Task.due.is_(None), Task.due, Task.id).limit(SHOWN_AT_ONCE + 1)


def behind(after):
    """Tasks that come after the last one shown, so that no page counts or skips rows."""
    if after is None:
        return Task.id > 0
    due, last_id = after
    if due is None:
        return and_(Task.due.is_(None), Task.id > last_id)
    return or_(Task.due > due, and_(Task.due == due, Task.id > last_id), Task.due.is_(None))


def page_of(project, **filters):
    rows = db.session.scalars(listed(project, **filters)).all()
    return rows[:SHOWN_AT_ONCE], len(rows) > SHOWN_AT_ONCE


def columns_of(project, mine=None):
    """The board: for each state its first cards in order, and whether there are more."""
    return {state: column_of(project, state, mine) for state in TaskState}


def column_of(project, state, mine=None):
    query = (
        db.select(Task)
        .where(Task.project_id == project.id, Task.state == state, Task.deleted_at.is_(None))
        .options(selectinload(Task.assignees).load_only(User.given_name, User.surname, User.patronymic))
        .order_by(Task.rank, Task.id)
        .limit(CARDS_A_COLUMN + 1)
    )
    if mine:
        query = query.where(Task.id.in_(db.select(assignment.c.task_id).where(assignment.c.user_id == mine)))
    cards = db.session.scalars(query).all()
    return cards[:CARDS_A_COLUMN], len(cards) > CARDS_A_COLUMN


def edge_rank(project_id, state, *, last):
    """The rank of the last (or first) card of a column; an empty string when it has none."""
    order = Task.rank.desc() if last else Task.rank
    query = db.select(Task.rank).where(Task.project_id == project_id, Task.state == state, Task.deleted_at.is_(None))
    return db.session.scalar(query.order_by(order).limit(1)) or ""


def rank_before(task):
    """The rank of the card just above `task` in its column; an empty string when it is the first."""
    query = db.select(Task.rank).where(
        Task.project_id == task.project_id,
        Task.state == task.state,
        Task.deleted_at.is_(None),
        Task.rank < task.rank,
    )
    return db.session.scalar(query.order_by(Task.rank.desc()).limit(1)) or ""

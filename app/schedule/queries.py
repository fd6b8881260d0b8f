"""What lies in a stretch of time: tasks and meetings, by columns, each statement read along an index."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from app.db import rows
from app.meetings.models import Meeting, Participant
from app.projects.glance import ASKING
from app.projects.queries import project_ids_of
from app.schedule.windows import Window
from app.tasks.cards import Card, card_columns, cards_of, given_to
from app.tasks.models import IS_OPEN, Task
from app.tasks.ties.models import dependency
from workflows.meetings import MeetingState
from workflows.tasks import TaskState

#: More than this no picture shows; what is left out is said, and the list has it.
MOST, MOST_LATE = 80, 20
FIRST, LAST = sa.bindparam("first", type_=sa.Date), sa.bindparam("last", type_=sa.Date)
PROJECT = sa.bindparam("project_id", type_=sa.Integer)
IS_KEPT = Task.state != TaskState.CANCELLED


class Piece(NamedTuple):
    """A task with the days that it takes: from its start, or from its due day alone, to its due day."""

    card: Card
    starts_on: date | None
    end: date

    @property
    def start(self):
        return self.starts_on or self.end


def pieces_in(project, window: Window):
    """The tasks that take days of the window, and the late ones that were due before it; and whether some are left out.

    Late are at most `MOST_LATE`, of the others `MOST`, the earliest due first.
    """
    found = rows(TASKS, project_id=project.id, first=window.first, last=window.last)
    pieces = [Piece(Card(row[:-1], project.sat), row.starts_on, row.due) for row in found]
    late = [piece for piece in pieces if piece.end < window.first]
    there = [piece for piece in pieces if piece.end >= window.first]
    shown = sorted([*late[:MOST_LATE], *there[:MOST]], key=lambda piece: (piece.end, piece.card.id))
    return shown, len(late) > MOST_LATE or len(there) > MOST


def one_half(*conditions, most):
    query = cards_of(PROJECT, *conditions).add_columns(Task.starts_on).order_by(Task.due, Task.id)
    return sa.select(query.limit(most + 1).subquery())


TASKS = sa.union_all(
    one_half(Task.due < FIRST, IS_OPEN, most=MOST_LATE),
    one_half(Task.due >= FIRST, sa.func.coalesce(Task.starts_on, Task.due) <= LAST, IS_KEPT, most=MOST),
)


def ties_among(cards):
    """Which of these tasks wait for which: pairs of ids, the one waited for first."""
    ids = [card.id for card in cards]
    return [tuple(row) for row in rows(TIES, ids=ids)] if ids else []


IDS: sa.BindParameter = sa.bindparam("ids", expanding=True)
TIES = (
    sa.select(dependency.c.blocker_id, dependency.c.blocked_id)
    .where(dependency.c.blocked_id.in_(IDS), dependency.c.blocker_id.in_(IDS))
    .order_by(dependency.c.blocker_id, dependency.c.blocked_id)
)


def meetings_in(project, window: Window):
    """The meetings of a project on days of the window, by their own clocks, the cancelled ones left out."""
    return on_days(rows(MEETINGS, project_id=project.id, **around(window)), window)


def around(window):
    """Instants between which every wall time of the window lies, in whatever zone."""
    return {"since": at_midnight(window.first, -1), "until": at_midnight(window.last, 2)}


def at_midnight(day, later):
    return datetime.combine(day + timedelta(days=later), datetime.min.time(), UTC)


def on_days(found, window):
    return [row for row in found if window.holds(row.starts_wall.date())]


SINCE, UNTIL = (sa.bindparam(name, type_=Meeting.starts_at.type) for name in ("since", "until"))
SHOWN = (
    sa.select(Meeting.id, Meeting.project_id, Meeting.title, Meeting.starts_wall, Meeting.state)
    .where(
        Meeting.starts_at.between(SINCE, UNTIL),
        Meeting.state != MeetingState.CANCELLED,
        Meeting.is_day_open.is_(False),
        Meeting.deleted_at.is_(None),
    )
    .order_by(Meeting.starts_at, Meeting.id)
    .limit(MOST)
)
MEETINGS = SHOWN.where(Meeting.project_id == PROJECT)


def due_in(project, window: Window):
    """The project's tasks due on days of the window, and whether some are left out."""
    found = rows(DUE, project_id=project.id, first=window.first, last=window.last)
    return [Card(row, project.sat) for row in found[:MOST_DUE]], len(found) > MOST_DUE


def due_for(actor, window: Window):
    """The person's own tasks due on days of the window, in their projects, and whether some are left out."""
    found = rows(DUE_FOR, actor_id=actor.id, first=window.first, last=window.last)
    return [Card(row, {}) for row in found[:MOST_DUE]], len(found) > MOST_DUE


def meetings_for(actor, window: Window):
    """The meetings that the person is invited to, on days of the window."""
    return on_days(rows(MEETINGS_FOR, actor_id=actor.id, **around(window)), window)


MOST_DUE = 200
IS_DUE = (Task.due.between(FIRST, LAST), IS_KEPT)
DUE = cards_of(PROJECT, *IS_DUE).order_by(Task.due, Task.id).limit(MOST_DUE + 1)
DUE_FOR = (
    sa.select(*card_columns())
    .where(Task.project_id.in_(project_ids_of(ASKING)), Task.deleted_at.is_(None), *IS_DUE, given_to(ASKING.id))
    .order_by(Task.due, Task.id)
    .limit(MOST_DUE + 1)
)
MEETINGS_FOR = SHOWN.where(
    Meeting.project_id.in_(project_ids_of(ASKING)),
    sa.exists()
    .where(
        Participant.meeting_id == Meeting.id,
        Participant.user_id == ASKING.id,
        Participant.withdrawn_at.is_(None),
    )
    .correlate(Meeting),
)

"""Series as they are found, their meetings, and the place of one among them."""

from datetime import timedelta
from typing import NamedTuple

import sqlalchemy as sa

from app import clock
from app.db import db, one_row, rows
from app.meetings.models import Meeting, Participant
from app.meetings.queries import AGENDA, PEOPLE, RULES
from app.meetings.series.models import Series
from app.projects.models import Project
from app.projects.queries import only, project_ids_of
from workflows.meetings import MeetingState
from workflows.projects import ProjectState

#: How long before each meeting people can be invited, in days.
AHEAD = (7, 14, 28)
SHOWN = 20
OPEN = (MeetingState.DRAFT, MeetingState.ANNOUNCED)


def visible_to(actor):
    return db.select(Series).where(Series.project_id.in_(project_ids_of(actor)))


def find(series_id, actor):
    """The series, or a 404 when this person may not see it."""
    return only(visible_to(actor).where(Series.id == series_id))


def meetings_of(series):
    """Its meetings in the order of time."""
    mine = (Meeting.series_id == series.id, Meeting.deleted_at.is_(None))
    return db.session.scalars(db.select(Meeting).where(*mine).order_by(Meeting.starts_at, Meeting.id)).all()


def following(meeting):
    """The meetings of its series after this one that a change of all may touch: open, to come, not moved singly."""
    mine = (Meeting.series_id == meeting.series_id, Meeting.deleted_at.is_(None), Meeting.id != meeting.id)
    later = (Meeting.starts_at > max(meeting.starts_at, clock.now()), Meeting.state.in_(OPEN))
    together = (Meeting.is_moved_alone.is_(False), Meeting.polled_at.is_(None))
    query = db.select(Meeting).where(*mine, *later, *together).order_by(Meeting.starts_at, Meeting.id)
    return db.session.scalars(query.options(*AGENDA, *PEOPLE, *RULES)).all()


def to_come_in(project_id):
    """The series of a project that have meetings to come: the series, how many there are and when the next one is."""
    query = (
        sa.select(Series.id, Series.title, Series.rule, Series.first_day)
        .add_columns(sa.func.count().label("n"), sa.func.min(Meeting.starts_wall).label("starts_wall"))
        .join(Meeting, Meeting.series_id == Series.id)
        .where(Series.project_id == project_id, Meeting.starts_at > clock.now())
        .where(Meeting.state.in_(OPEN), Meeting.deleted_at.is_(None))
        .group_by(Series.id, Series.title, Series.rule, Series.first_day)
        .order_by(sa.func.min(Meeting.starts_at), Series.id)
        .limit(SHOWN)
    )
    return rows(query)


class Place(NamedTuple):
    """Where a meeting stands in its series; the neighbours are ids or None."""

    rule: str
    first_day: object
    announce_days: int
    announced_at: object
    number: int
    of: int
    previous_id: int | None
    next_id: int | None


MINE = sa.bindparam("series_id", type_=sa.Integer)
THERE = sa.and_(Meeting.series_id == MINE, Meeting.deleted_at.is_(None))
PLACE = sa.tuple_(Meeting.starts_at, Meeting.id)
ASKED = sa.tuple_(sa.bindparam("starts_at", type_=Meeting.starts_at.type), sa.bindparam("meeting_id", type_=sa.Integer))


def neighbour(is_beside, order):
    query = sa.select(Meeting.id).where(THERE, is_beside).order_by(*order).limit(1)
    return query.correlate(Series).scalar_subquery()


STANDING = sa.select(
    Series.rule,
    Series.first_day,
    Series.announce_days,
    Series.announced_at,
    sa.select(sa.func.count()).where(THERE, PLACE <= ASKED).correlate(Series).scalar_subquery(),
    sa.select(sa.func.count()).where(THERE).correlate(Series).scalar_subquery(),
    neighbour(PLACE < ASKED, (Meeting.starts_at.desc(), Meeting.id.desc())),
    neighbour(PLACE > ASKED, (Meeting.starts_at, Meeting.id)),
).where(Series.id == MINE)


def place_of(meeting):
    """The `Place` of a meeting of a series, in one statement."""
    return Place(*one_row(STANDING, series_id=meeting.series_id, meeting_id=meeting.id, starts_at=meeting.starts_at))


def due_to_announce():
    """The ids of meetings of announced series whose time has come: drafts that nobody was told of yet."""
    now = clock.now()
    is_near = sa.or_(
        *(sa.and_(Series.announce_days == days, Meeting.starts_at <= now + timedelta(days=days)) for days in AHEAD)
    )
    query = (
        sa.select(Meeting.id)
        .join(Series, Series.id == Meeting.series_id)
        .join(Project, Project.id == Meeting.project_id)
        .where(Meeting.state == MeetingState.DRAFT, Meeting.starts_at > now)
        .where(Meeting.starts_at <= now + timedelta(days=max(AHEAD)), is_near)
        .where(Meeting.announced_at.is_(None), Meeting.polled_at.is_(None), Meeting.deleted_at.is_(None))
        .where(Series.announced_at.is_not(None), Project.state == ProjectState.RUNNING)
        .where(sa.exists().where(Participant.meeting_id == Meeting.id, Participant.withdrawn_at.is_(None)))
        .order_by(Meeting.starts_at, Meeting.id)
    )
    return db.session.scalars(query).all()

"""The lines of a meeting's page, in one statement: what was settled, the topics, what they are about, what waits."""

from functools import lru_cache

import sqlalchemy as sa

from app.accounts.models import User
from app.accounts.people import name_columns, named
from app.db import rows
from app.meetings.minutes.models import Outcome
from app.meetings.models import AgendaItem
from app.meetings.parking.models import WAITING, ParkedTopic
from app.meetings.things.queries import KINDS, Thing, of_its_topics

THIS = sa.bindparam("meeting_id", type_=sa.Integer)
OURS = sa.bindparam("project_id", type_=sa.Integer)
#: So many parked topics are offered on a meeting's page; all of them stand on a page of their own.
OFFERED = 10
#: Whether a topic was come to, has notes, or something was settled under it.
IS_DEALT_WITH = sa.or_(
    AgendaItem.began_at.is_not(None), AgendaItem.notes != "", sa.exists().where(Outcome.agenda_item_id == AgendaItem.id)
)
SETTLED = (
    sa.select(Outcome.id, Outcome.text, Outcome.nature, Outcome.due, Outcome.task_id, sa.literal(0).label("minutes"))
    .add_columns(sa.literal_column("'settled'").label("kind"), sa.cast(sa.null(), sa.Integer).label("item_id"))
    .add_columns(sa.literal(0).label("n"), *name_columns())
    .join(User, User.id == Outcome.person_id, isouter=True)
    .where(Outcome.meeting_id == THIS)
)
TOPICS = (
    sa.select(AgendaItem.position, AgendaItem.title, sa.null(), sa.null(), sa.null(), AgendaItem.minutes)
    .add_columns(sa.literal_column("'topic'"), AgendaItem.id, sa.case((IS_DEALT_WITH, 1), else_=0), *name_columns())
    .join(User, User.id == AgendaItem.presenter_id, isouter=True)
    .where(AgendaItem.meeting_id == THIS)
)


def plain(kind, place, text, item_id):
    """A line of a kind that has no person, no day and no length."""
    nobody = (sa.cast(sa.null(), column.type) for column in name_columns())
    return (
        sa.select(place, text, sa.null(), sa.null(), sa.null(), sa.literal(0))
        .add_columns(sa.literal_column(f"'{kind}'"), item_id, sa.literal(0))
        .add_columns(*nobody)
    )


def thing_lines(kind):
    found = of_its_topics(kind).subquery()
    return plain(kind, found.c.id, found.c.title, found.c.item_id)


def parked_lines():
    """The topics of this meeting that were put into the parking place."""
    left = plain("parked", ParkedTopic.id, ParkedTopic.title, ParkedTopic.from_item_id)
    return left.join(AgendaItem, AgendaItem.id == ParkedTopic.from_item_id).where(AgendaItem.meeting_id == THIS)


def waiting_lines():
    """What waits in the parking place of the project, the longest first."""
    first = sa.select(ParkedTopic.id, ParkedTopic.title).where(ParkedTopic.project_id == OURS, *WAITING)
    found = first.order_by(ParkedTopic.id).limit(OFFERED).subquery()
    return plain("waiting", found.c.id, found.c.title, sa.cast(sa.null(), sa.Integer))


@lru_cache(maxsize=1)
def statement():
    return sa.union_all(SETTLED, TOPICS, *map(thing_lines, KINDS), parked_lines(), waiting_lines())


class Line:
    """One of them, by its `kind`; `place` is its order, or the id of what it is a line of."""

    def __init__(self, row):
        self.place, self.text, self.nature, self.due, self.task_id, self.minutes, self.kind, self.item_id = row[:8]
        self.is_dealt_with, self.person = bool(row[8]), named(row[9:])


class Lines:
    """All of them, kind by kind."""

    def __init__(self, meeting):
        found: dict[str, list[Line]] = {}
        lines = (Line(row) for row in rows(statement(), meeting_id=meeting.id, project_id=meeting.project_id))
        for line in sorted(lines, key=lambda line: line.place):
            found.setdefault(line.kind, []).append(line)
        self.agenda, self.outcomes = found.get("topic", []), found.get("settled", [])
        self.waiting = found.get("waiting", [])
        self.parked = {line.item_id for line in found.get("parked", [])}
        self.things: dict[int | None, list[Thing]] = {}
        for kind in KINDS:
            for line in found.get(kind, []):
                self.things.setdefault(line.item_id, []).append(Thing(kind, line.place, line.text))

"""Who has how much to do this week and the next, beside the duty of their seat."""

from datetime import date, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from app import clock
from app.db import rows
from app.schedule.windows import monday_of
from app.tasks.models import IS_OPEN, Task, assignment

#: Each person's bar is drawn in so many units; the longest of all fills them.
WIDTH = 100
#: So many tasks are looked at, those due last before the earlier ones.
MOST = 1_000


class Weeks(NamedTuple):
    """This week from today on, and the next."""

    today: date
    this_sunday: date
    next_monday: date
    next_sunday: date


class Load(NamedTuple):
    """So many tasks, and the minutes that were estimated for those that have an estimate."""

    n: int = 0
    minutes: int = 0


class Burden(NamedTuple):
    """One person's open work: what is late, what is due this week, what is due the next."""

    seat: object
    late: Load
    this_week: Load
    next_week: Load
    scale: float

    @property
    def soon(self):
        """All that this week asks of the person, what is late with it."""
        return self.late.n + self.this_week.n

    @property
    def minutes(self):
        return self.late.minutes + self.this_week.minutes + self.next_week.minutes

    @property
    def strokes(self):
        """The parts of the bar: where each begins, its length and its tone."""
        parts, x = [], 0.0
        for load, tone in ((self.late, "bad"), (self.this_week, "sky"), (self.next_week, "quiet")):
            if load.n:
                parts.append((round(x, 2), round(load.n * self.scale, 2), tone))
                x += load.n * self.scale
        return parts


def weeks_from(today):
    monday = monday_of(today)
    return Weeks(today, monday + timedelta(days=6), monday + timedelta(days=7), monday + timedelta(days=13))


def burdens(project, weeks):
    """Everybody in a seat, in the order of seats, and whether older tasks were left out of the figures.

    Whoever sits in several seats stands once, at the first.
    """
    loads: dict = {}
    is_cut = False
    for row in rows(LOADS, project_id=project.id, now=clock.now(), **weeks._asdict()):
        if row.user_id is None:
            is_cut = row.n > MOST
        else:
            loads.setdefault(row.user_id, {})[row.part] = Load(row.n, row.minutes)
    most = max((sum(load.n for load in parts.values()) for parts in loads.values()), default=0)
    scale = WIDTH / most if most else 0
    held = {seat.holder.id: seat for seat in reversed(project.numbered_seats) if seat.holder}
    found = [
        Burden(seat, **{part: loads.get(person_id, {}).get(part, Load()) for part in PARTS}, scale=scale)
        for person_id, seat in sorted(held.items(), key=lambda pair: pair[1].number)
    ]
    return found, is_cut


PARTS = ("late", "this_week", "next_week")
TODAY, THIS_SUNDAY, NEXT_SUNDAY = (
    sa.bindparam(name, type_=sa.Date) for name in ("today", "this_sunday", "next_sunday")
)
NEAR = (
    sa.select(Task.id, Task.due, Task.due_at, Task.estimate)
    .where(Task.project_id == sa.bindparam("project_id"), Task.due <= NEXT_SUNDAY, IS_OPEN)
    .order_by(Task.due.desc(), Task.id.desc())
    .limit(MOST + 1)
    .cte("near")
)
PART = sa.case(
    (sa.or_(NEAR.c.due < TODAY, NEAR.c.due_at <= sa.bindparam("now")), sa.literal_column("'late'")),
    (NEAR.c.due <= THIS_SUNDAY, sa.literal_column("'this_week'")),
    else_=sa.literal_column("'next_week'"),
).label("part")
LOADS = sa.union_all(
    sa.select(assignment.c.user_id, PART, sa.func.count().label("n"))
    .add_columns(sa.func.coalesce(sa.func.sum(NEAR.c.estimate), 0).label("minutes"))
    .join(assignment, assignment.c.task_id == NEAR.c.id)
    .group_by(assignment.c.user_id, sa.literal_column("part")),
    sa.select(sa.null(), sa.null(), sa.func.count(), sa.literal(0)).select_from(NEAR),
)

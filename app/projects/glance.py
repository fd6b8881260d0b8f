"""A project as the pages that only show it take it: the columns of one row; its people when they are asked for."""

from functools import cached_property
from types import SimpleNamespace

import sqlalchemy as sa
from flask import abort

from app.accounts.models import User
from app.accounts.people import Named, name_columns, named
from app.db import one_row, rows
from app.outbox.health import SIGNS
from app.projects.models import Membership, Plan, Project, Seat, Stage
from app.projects.people import HasSeats, InProject
from app.projects.queries import visible_to
from app.projects.stages import HasStages
from app.text import words_of
from workflows.projects import PROJECT

#: The person asking, wherever a statement is made once for everybody.
ASKING = SimpleNamespace(id=sa.bindparam("actor_id"))
SHOWN = (Project.id, Project.state, Project.revision, Project.time_zone, Project.seat_count, Project.version)
ON_HOLD = (Project.held_because, Project.look_again_on)
EVERY = visible_to(ASKING).with_only_columns(
    *SHOWN, *ON_HOLD, Project.board_limits, words_of(Project, "title").label("title")
)
ALL, ONE = EVERY.order_by(Project.id.desc()), EVERY.where(Project.id == sa.bindparam("project_id"))
WITH_MAIL = ONE.add_columns(*SIGNS)
SEATS = (
    sa.select(Seat.id, Seat.number, Seat.role, Seat.duty, Membership.user_id, Membership.left_at)
    .add_columns(*name_columns())
    .join(Membership, Membership.seat_id == Seat.id, isouter=True)
    .join(User, User.id == Membership.user_id, isouter=True)
    .where(Seat.project_id == sa.bindparam("project_id"))
    .order_by(Seat.number.is_(None), Seat.number, Seat.id, Membership.id)
)


STAGES = (
    sa.select(Stage.id, Stage.key, Stage.planned_start, Stage.planned_end, Stage.entered_at, Stage.left_at)
    .add_columns(Stage.conditions, Stage.decider_id, Stage.project_id, words_of(Stage, "title").label("title"))
    .add_columns(Plan.stage_key, Plan.round, Plan.figured_on, Plan.figures, Plan.version.label("plan_version"))
    .join(Plan, Plan.id == Stage.plan_id)
    .where(Stage.project_id.in_(sa.bindparam("project_ids", expanding=True)))
    .order_by(Stage.project_id, Stage.position)
)


def at_a_glance(project_id, actor, statement=ONE, **values):
    """The project, or a 404 when this person may not see it; `statement` is `ONE`, or with what mail is like."""
    row = one_row(statement, project_id=project_id, actor_id=actor.id, **values)
    return Glance(row) if row else abort(404)


def all_of(actor):
    """The person's projects, newest first."""
    return [Glance(row) for row in rows(ALL, actor_id=actor.id)]


class Glance(InProject, HasSeats):
    """The columns of one project, and who sits in it."""

    kind = "project"
    workflow = PROJECT

    def __init__(self, row):
        vars(self).update(row._mapping)
        self.project_id = self.id

    @cached_property
    def seats(self):
        return read_seats(self.id)

    @cached_property
    def plan(self):
        read_plans(self)
        return vars(self)["plan"]


class ShownPlan(InProject, HasStages):
    """The plan of a project, with its stages as rows of columns."""

    kind = "plan"

    def __init__(self, project, stages):
        self.project, self.project_id, self.stages = project, project.id, stages
        first = stages[0]
        self.stage_key, self.round, self.version = first.stage_key, first.round, first.plan_version
        self.figured_on, self.figures = first.figured_on, first.figures


def read_plans(*projects):
    """Read the plans of these projects in one statement."""
    found: dict[int, list] = {project.id: [] for project in projects}
    for stage in rows(STAGES, project_ids=list(found)):
        found[stage.project_id].append(stage)
    for project in projects:
        project.plan = ShownPlan(project, found[project.id])


class ShownSeat:
    """A seat with everybody who ever sat in it."""

    def __init__(self, row):
        self.id, self.number, self.role, self.duty = row[:4]
        self.memberships = []

    @cached_property
    def holder(self):
        return next((held.user for held in self.memberships if held.left_at is None), None)


def read_seats(project_id):
    """The seats in their order; whoever sits in several is one person."""
    seats: dict[int, ShownSeat] = {}
    people: dict[int, Named] = {}
    for row in rows(SEATS, project_id=project_id):
        seat = seats.setdefault(row.id, ShownSeat(row))
        if row.user_id:
            person = people.setdefault(row.user_id, named(row[-5:]))
            seat.memberships.append(SimpleNamespace(user_id=person.id, user=person, left_at=row.left_at))
    return list(seats.values())

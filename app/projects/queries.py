"""Projects as they are found: through the person who asks."""

from flask import abort
from sqlalchemy.orm import joinedload, lazyload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from app.db import db
from app.projects.models import Membership, Plan, Project, Seat, Stage
from app.projects.plans import PlanTemplate
from app.text import read_words

HELD = joinedload(Project.seats).joinedload(Seat.memberships)
WITH_SEATS = HELD.lazyload(Membership.seat)
#: A choice of more plans than this helps nobody.
MOST_TEMPLATES = 200


def project_ids_of(actor):
    """The ids of the projects the person belongs to now, as a subquery for every feature's `visible_to`."""
    return (
        db.select(Seat.project_id)
        .join(Membership, Membership.seat_id == Seat.id)
        .join(Project, Project.id == Seat.project_id)
        .where(Membership.user_id == actor.id, Membership.left_at.is_(None), Project.deleted_at.is_(None))
    )


def visible_to(actor):
    return db.select(Project).where(Project.id.in_(project_ids_of(actor)))


def find(project_id, actor):
    """The project with its plan and people, or a 404 when this person may not see it."""
    project = find_bare(project_id, actor)
    read_stages(project)
    return project


def find_bare(project_id, actor):
    """The project with its people; its plan and its words are read by `read_stages`, for pages drawn after all."""
    query = visible_to(actor).where(Project.id == project_id)
    return only(query.options(WITH_SEATS, lazyload(Project.texts)))


def read_stages(project):
    stages = joinedload(Plan.stages).lazyload(Stage.texts)
    query = db.select(Plan).where(Plan.project_id == project.id).options(stages)
    plan = db.session.scalars(query).unique().one()
    set_committed_value(project, "plan", plan)
    read_words(project, *plan.stages)


def only(query):
    """The one thing found by a statement that joins collections, or a 404."""
    return db.session.scalars(query).unique().one_or_none() or abort(404)


def templates_for(actor):
    """The plans a project may be begun from: the person's own and the shared ones, by name."""
    seen = PlanTemplate.is_shared | (PlanTemplate.created_by_id == actor.id)
    return db.select(PlanTemplate).where(seen).order_by(PlanTemplate.title, PlanTemplate.id).limit(MOST_TEMPLATES)


def mine(actor):
    """The person's projects with plans and stages, newest first."""
    whole = (selectinload(Project.plan).selectinload(Plan.stages), selectinload(Project.seats))
    return visible_to(actor).options(*whole).order_by(Project.id.desc()).limit(100)

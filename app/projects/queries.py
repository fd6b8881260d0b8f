"""Projects as they are found: through the person who asks."""

from sqlalchemy.orm import selectinload

from app.db import db
from app.projects.models import Membership, Plan, Project, Seat


def project_ids_of(actor):
    """The ids of the projects the person belongs to now, as a subquery for every feature's `visible_to`."""
    return (
        db.select(Seat.project_id)
        .join(Membership, Membership.seat_id == Seat.id)
        .where(Membership.user_id == actor.id, Membership.left_at.is_(None))
    )


def visible_to(actor):
    return db.select(Project).where(Project.id.in_(project_ids_of(actor)), Project.deleted_at.is_(None))


def find(project_id, actor):
    """The project with its plan and seats, or a 404 when this person may not see it."""
    whole = (selectinload(Project.plan).selectinload(Plan.stages), selectinload(Project.seats))
    return db.one_or_404(visible_to(actor).where(Project.id == project_id).options(*whole))


def lock(project):
    """Read the project's own row anew and hold it until the commit."""
    db.session.refresh(project, with_for_update=True)


def mine(actor):
    """The person's projects with plans and stages, newest first."""
    whole = (selectinload(Project.plan).selectinload(Plan.stages), selectinload(Project.seats))
    return visible_to(actor).options(*whole).order_by(Project.id.desc()).limit(100)

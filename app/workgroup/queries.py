"""Invitations as they are found."""

from sqlalchemy.orm import joinedload

from app.db import db
from app.projects.queries import project_ids_of
from app.workgroup.models import Invitation
from workflows.invitations import InvitationState


def visible_to(actor):
    return db.select(Invitation).where(Invitation.project_id.in_(project_ids_of(actor)))


def find(invitation_id, project, actor):
    """The invitation, through its project, or a 404."""
    query = visible_to(actor).where(Invitation.id == invitation_id, Invitation.project_id == project.id)
    return db.one_or_404(query)


def open_in(project):
    """The invitations that wait for an answer."""
    query = db.select(Invitation).where(Invitation.project_id == project.id, Invitation.state == InvitationState.SENT)
    return db.session.scalars(query.options(joinedload(Invitation.seat)).order_by(Invitation.id)).all()

"""Invitations as they are found."""

from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.db import db, locked
from app.projects.models import Seat
from app.projects.queries import project_ids_of
from app.workgroup.models import Invitation
from workflows.invitations import InvitationState


def visible_to(actor):
    return db.select(Invitation).where(Invitation.project_id.in_(project_ids_of(actor)))


def find(invitation_id, project, actor):
    """The invitation, through its project, or a 404."""
    query = visible_to(actor).where(Invitation.id == invitation_id, Invitation.project_id == project.id)
    return db.one_or_404(query)


def find_seat(seat_id, project):
    """The seat, through its project, or a 404."""
    return db.one_or_404(db.select(Seat).where(Seat.id == seat_id, Seat.project_id == project.id))


def lock_seats(project):
    """Read the seats anew and hold them until the commit, so that two changes of the group come one after the other."""
    seats = db.select(Seat).where(Seat.project_id == project.id).order_by(Seat.id)
    db.session.scalars(locked(seats)).all()


def open_in(project):
    """The invitations that wait for an answer."""
    query = db.select(Invitation).where(Invitation.project_id == project.id, Invitation.state == InvitationState.SENT)
    return db.session.scalars(query.options(joinedload(Invitation.seat)).order_by(Invitation.id)).all()


def open_for(seat):
    """The invitation to this seat that waits for an answer, or None."""
    query = db.select(Invitation).where(Invitation.seat_id == seat.id, Invitation.state == InvitationState.SENT)
    return db.session.scalars(query.order_by(Invitation.id)).first()


def run_out(now):
    """The ids of invitations that waited too long."""
    query = db.select(Invitation.id).where(Invitation.state == InvitationState.SENT, Invitation.expires_at < now)
    return db.session.scalars(query).all()


def account_of(email):
    """The account with that address, closed or not."""
    return db.session.scalar(db.select(User).where(User.email == email))

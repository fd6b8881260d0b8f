"""An invitation to a seat."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import UTCDateTime, db, short
from app.projects.models import InProject, Project, Seat
from workflows.invitations import INVITATION, InvitationState


class Invitation(InProject, db.Model):
    """Somebody is asked to take a seat, by e-mail."""

    kind = "invitation"
    letters = "workgroup"  # whose templates its moves use
    workflow = INVITATION

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"))
    email: Mapped[str] = mapped_column(short(254))
    language: Mapped[str] = mapped_column(short(8))
    state: Mapped[InvitationState] = mapped_column(default=INVITATION.initial)
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    expires_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    answered_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()

    project: Mapped[Project] = relationship()
    seat: Mapped[Seat] = relationship()
    invited_by = relationship("User", foreign_keys=[invited_by_id])

    __table_args__ = (
        Index("ix_invitation_project", "project_id", "state"),
        Index("ix_invitation_seat", "seat_id"),
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def title_for_journal(self):
        return self.email

    @property
    def seat_is_free(self):
        return self.seat.is_free

    def is_for(self, actor):
        """The bearer of its link, or the account with its address."""
        token = getattr(actor, "token", None)
        if token is not None:
            return (token.subject_type, token.subject_id) == (self.kind, self.id)
        return getattr(actor, "email", None) == self.email

    def readers_of(self, trigger):
        return {self.invited_by} if trigger in ("accept", "decline") else set()

"""What people say at a gate before it is decided: opinions, ticks, and the wish that it be decided."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.db import UTCDateTime, db, short
from app.projects.models import InProject, Stage


class Opinion(InProject, db.Model):
    """Yes or no with a sentence, for one round at one gate; a person's later one takes its place."""

    kind = "opinion"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    round: Mapped[int]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    is_yes: Mapped[bool]
    sentence: Mapped[str] = mapped_column(short(500), default="")
    at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)

    stage: Mapped[Stage] = relationship()
    user: Mapped[User] = relationship()

    __table_args__ = (
        UniqueConstraint("stage_id", "round", "user_id"),
        Index("ix_opinion_project", "project_id", "stage_id", "round"),
    )

    @property
    def title_for_journal(self):
        return self.stage.original("title")


class Tick(InProject, db.Model):
    """A condition that a person confirms, with their name and the day, for one round at one gate."""

    kind = "tick"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    round: Mapped[int]
    condition_id: Mapped[str] = mapped_column(short(32))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)

    stage: Mapped[Stage] = relationship()
    user: Mapped[User] = relationship()

    __table_args__ = (
        UniqueConstraint("stage_id", "round", "condition_id"),
        Index("ix_tick_project", "project_id", "stage_id", "round"),
    )

    @property
    def title_for_journal(self):
        return self.stage.original("title")


class Request(InProject, db.Model):
    """Somebody of the group asks that the gate be decided; open until a decision answers it."""

    kind = "request"
    __tablename__ = "decision_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    note: Mapped[str] = mapped_column(short(500), default="")
    at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))

    stage: Mapped[Stage] = relationship()
    user: Mapped[User] = relationship()

    __table_args__ = (Index("ix_decision_request_project", "project_id", "decision_id"),)

    @property
    def title_for_journal(self):
        return self.stage.original("title")

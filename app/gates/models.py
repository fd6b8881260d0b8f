"""A decision at a gate, kept for ever."""

from datetime import date
from enum import Enum

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.db import UTCDateTime, db
from app.projects.models import InProject, Project, Stage
from workflows.sentences import p


class Verdict(Enum):
    GO = p("verdict", "Go")
    NOT_YET = p("verdict", "Not yet")
    BACK = p("verdict", "Back")


class Decision(InProject, db.Model):
    """What was decided at the gate of a stage. `conditions` are the answers exactly as they stood then."""

    kind = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    to_stage_id: Mapped[int | None] = mapped_column(ForeignKey("stage.id"))
    round: Mapped[int]
    verdict: Mapped[Verdict]
    reason: Mapped[str] = mapped_column(LongText, default="")
    ask_again_on: Mapped[date | None]
    conditions: Mapped[list] = mapped_column(JSON, default=list)
    waivers: Mapped[list] = mapped_column(JSON, default=list)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)

    project: Mapped[Project] = relationship()
    stage: Mapped[Stage] = relationship(foreign_keys=[stage_id])
    to_stage: Mapped[Stage | None] = relationship(foreign_keys=[to_stage_id])
    meeting = relationship("Meeting")
    decided_by: Mapped[User] = relationship()

    __table_args__ = (Index("ix_decision_project", "project_id", "id"),)

    @property
    def title_for_journal(self):
        return self.stage.original("title")

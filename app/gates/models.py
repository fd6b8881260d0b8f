"""A decision at a gate, kept for ever."""

from datetime import date
from enum import Enum

from sqlalchemy import JSON, ForeignKey, Index, union_all
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.accounts.models import User
from app.db import UTCDateTime, db
from app.gates.voices import Opinion, Request, Tick
from app.projects.models import InProject, Project, Stage
from workflows.decisions import DECISION, FRESH, DecisionState
from workflows.sentences import p


class Verdict(Enum):
    GO = p("verdict", "Go")
    NOT_YET = p("verdict", "Not yet")
    BACK = p("verdict", "Back")


class Decision(InProject, db.Model):
    """What was decided at the gate of a stage. `conditions` are the answers exactly as they stood then."""

    kind = "decision"
    letters = "gates"  # whose templates its moves use
    workflow = DECISION

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
    asked_again_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)  # when the day to ask again was told
    plan_version: Mapped[int] = mapped_column(default=0)  # of the plan once this was decided
    state: Mapped[DecisionState] = mapped_column(default=DECISION.initial)
    version: Mapped[int] = mapped_column()

    project: Mapped[Project] = relationship()
    stage: Mapped[Stage] = relationship(foreign_keys=[stage_id])
    to_stage: Mapped[Stage | None] = relationship(foreign_keys=[to_stage_id])
    meeting = relationship("Meeting")
    decided_by: Mapped[User] = relationship()

    __table_args__ = (
        Index("ix_decision_project", "project_id", "id"),
        Index("ix_decision_ask_again", "verdict", "asked_again_at", "ask_again_on"),
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def title_for_journal(self):
        return self.stage.original("title")

    @property
    def is_fresh(self):
        return clock.now() - self.at < FRESH

    @property
    def was_followed(self):
        """Whether the plan was changed, or somebody said something at the gate that the decision led to."""
        return self.project.plan.version != self.plan_version or has_voices_since(self)

    def readers_of(self, trigger):
        """Everybody who was told of the decision hears that it does not hold."""
        return set(self.project.people)


def has_voices_since(decision):
    """Whether an opinion, a tick or a request came after the decision."""
    later = [
        db.select(voice.id).where(voice.project_id == decision.project_id, voice.at > decision.at)
        for voice in (Opinion, Tick, Request)
    ]
    return db.session.execute(union_all(*later).limit(1)).first() is not None

"""What a plan leaves behind: every visit to a stage, and plans kept as templates for further projects."""

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.db import UTCDateTime, db, short
from app.projects.models import Stage


class Visit(db.Model):
    """One stay of a project in a stage, in the round of decisions in which it was entered."""

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    round: Mapped[int]
    entered_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    left_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)

    stage: Mapped[Stage] = relationship()

    __table_args__ = (Index("ix_visit_project", "project_id", "id"),)


class PlanTemplate(db.Model):
    """A plan to begin projects from. Its maker sees it; shared, everybody who is signed in does.

    `stages` are ``{"key", "working_days", "conditions", "titles", "descriptions"}``, the last two ``{language: text}``.
    """

    kind = "plan_template"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(short(200))
    stages: Mapped[list] = mapped_column(JSON)
    is_shared: Mapped[bool] = mapped_column(default=False)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()

    created_by: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": version}

    #: It belongs to no project, also where it was kept from one.
    project_id = None

    @property
    def title_for_journal(self):
        return self.title

"""Minutes with their later corrections, and what the meeting settled."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.db import UTCDateTime, db
from app.meetings.models import Meeting
from app.meetings.standing import HasMinutes
from app.projects.models import InProject
from app.tasks.models import Task
from workflows.meetings import MINUTES, MinutesState, OutcomeKind


class Minutes(InProject, HasMinutes, db.Model):
    """What is written down of a meeting."""

    kind = "minutes"
    letters = "minutes"  # whose templates its moves use
    workflow = MINUTES

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    number: Mapped[int | None]
    text: Mapped[str] = mapped_column(LongText, default="")
    state: Mapped[MinutesState] = mapped_column(default=MINUTES.initial)
    approved_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    version: Mapped[int] = mapped_column()

    meeting: Mapped[Meeting] = relationship(back_populates="minutes")
    approved_by: Mapped[User | None] = relationship()
    amendments: Mapped[list["Amendment"]] = relationship(order_by="Amendment.number", back_populates="minutes")

    __mapper_args__ = {"version_id_col": version}

    @property
    def title_for_journal(self):
        return self.meeting.title

    @property
    def is_approved(self):
        return self.state is not MinutesState.DRAFT

    @property
    def readers(self):
        """The participants to whom they go: everybody invited, save the guests who are left out."""
        return [row for row in self.meeting.invited if not row.is_left_out]

    def readers_of(self, trigger):
        """Which accounts get a letter when the minutes move; guests are told by `minutes.sent`."""
        return {row.user for row in self.readers if row.user} if trigger == "send" else set()


class Amendment(db.Model):
    """A later correction of approved minutes; it is added, numbered, and changes nothing above it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(LongText)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)

    minutes: Mapped[Minutes] = relationship(back_populates="amendments")
    created_by: Mapped[User] = relationship()

    __table_args__ = (UniqueConstraint("minutes_id", "number"),)


class Outcome(InProject, db.Model):
    """What a meeting settled: an information, a decision, or an action with its task."""

    kind = "outcome"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="SET NULL"))
    nature: Mapped[OutcomeKind]
    text: Mapped[str] = mapped_column(LongText)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    due: Mapped[date | None]
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)

    meeting: Mapped[Meeting] = relationship(back_populates="outcomes")
    person: Mapped[User | None] = relationship()
    task: Mapped[Task | None] = relationship()

    __table_args__ = (Index("ix_outcome_project", "project_id", "nature"),)

    @property
    def title_for_journal(self):
        return self.text[:200]

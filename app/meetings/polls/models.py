"""A proposed day, and what each invited person says to it."""

from datetime import datetime
from enum import Enum
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import UTCDateTime, db
from app.meetings.models import Meeting, Participant
from workflows.sentences import p


class Suits(Enum):
    YES = p("poll", "Suits me")
    IF_NEEDED = p("poll", "If need be")
    NO = p("poll", "Does not suit me")


class Slot(db.Model):
    """A day and an hour at which the meeting could begin, as wall time in the meeting's zone, with its instant."""

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    starts_wall: Mapped[datetime]
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime)

    meeting: Mapped[Meeting] = relationship()
    choices: Mapped[list["SlotChoice"]] = relationship(cascade="all, delete-orphan")

    __table_args__ = (Index("uq_slot_start", "project_id", "meeting_id", "starts_at", unique=True),)

    def wall_in(self, zone):
        """What the clocks of that zone show then; `fold` is 1 for the second of two equal hours."""
        return self.starts_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)

    def said_by(self, row):
        """What this participant says, or None."""
        return next((choice.says for choice in self.choices if choice.participant_id == row.id), None)


class SlotChoice(db.Model):
    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id"), primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), primary_key=True, index=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    says: Mapped[Suits]

    participant: Mapped[Participant] = relationship()

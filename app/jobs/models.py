"""Long work as rows: the queue only runs what stands here."""

from enum import Enum

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db import UTCDateTime, db, short
from workflows.sentences import p


class JobState(Enum):
    QUEUED = p("job", "Waiting")
    RUNNING = p("job", "Running")
    DONE = p("job", "Finished")
    FAILED = p("job", "Failed")
    CANCELLED = p("job", "Cancelled")


class Job(db.Model):
    """A piece of long work with its progress. It is claimed with a number, so that a late worker changes nothing."""

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(short(32))
    params: Mapped[dict] = mapped_column(JSON, default=dict)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    state: Mapped[JobState] = mapped_column(default=JobState.QUEUED)
    done: Mapped[int] = mapped_column(default=0)
    wanted: Mapped[int] = mapped_column(default=0)
    message: Mapped[str] = mapped_column(short(500), default="")
    tries: Mapped[int] = mapped_column(default=0)
    claim_no: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    ended_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)

    __table_args__ = (Index("ix_job_state", "state", "id"),)


class Heartbeat(db.Model):
    """When each kind of regular work was last seen alive."""

    name: Mapped[str] = mapped_column(short(32), primary_key=True)
    at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)


class Installation(db.Model):
    """Facts of this installation, by name: its identity, whether the demo was loaded, whether mail is paused."""

    name: Mapped[str] = mapped_column(short(32), primary_key=True)
    value: Mapped[str] = mapped_column(short(500))

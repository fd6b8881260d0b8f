"""One line of the journal."""

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db import UTCDateTime, db, short


class Entry(db.Model):
    """Something that was done. It holds facts, never rendered text; `actor_id` is empty for the service itself."""

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    subject_type: Mapped[str] = mapped_column(short(32))
    subject_id: Mapped[int]
    kind: Mapped[str] = mapped_column(short(64))
    params: Mapped[dict] = mapped_column(JSON, default=dict)
    changes: Mapped[dict] = mapped_column(JSON, default=dict)
    batch_id: Mapped[str | None] = mapped_column(short(32))
    is_noticed: Mapped[bool] = mapped_column(default=False)  # whether those it concerns have their notices

    __table_args__ = (
        Index("ix_entry_project", "project_id", "id"),
        Index("ix_entry_subject", "subject_type", "subject_id", "id"),
        Index("ix_entry_noticed", "is_noticed", "id"),
    )

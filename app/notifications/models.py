"""A notice: that something which was done concerns somebody."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.wishes import Topic
from app.db import UTCDateTime, db, short
from app.journal.models import Entry


class Notice(db.Model):
    """One line of the journal for one person it concerns; the subject is what its page shows it under.

    `told_at` is when it was put into a letter, or was found to need none.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"))
    subject_type: Mapped[str] = mapped_column(short(32))
    subject_id: Mapped[int]
    topic: Mapped[Topic]
    at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    read_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    told_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)

    entry: Mapped[Entry] = relationship()

    __table_args__ = (
        Index("uq_notice_entry", "user_id", "entry_id", unique=True),
        Index("ix_notice_read", "user_id", "read_at", "id"),
        Index("ix_notice_untold", "told_at", "user_id"),
        Index("ix_notice_age", "at"),
    )

"""A series of meetings: the rule that its days came from, and when its meetings are announced."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column

from app.db import UTCDateTime, db, short
from app.projects.models import InProject


class Series(InProject, db.Model):
    """The days are those of `rule` (an RRULE of RFC 5545) from `first_day` on, but for the `exceptions` (an EXDATE).

    The hour and all else belong to the meetings: each is a row of its own and may be changed alone. `announce_days`
    is how long before its start each is announced, once the series is.
    """

    __tablename__ = "meeting_series"
    kind = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    title: Mapped[str] = mapped_column(short(200))
    first_day: Mapped[date]
    rule: Mapped[str] = mapped_column(short(200))
    exceptions: Mapped[str] = mapped_column(LongText, default="")
    announce_days: Mapped[int]
    announced_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}

    @property
    def title_for_journal(self):
        return self.title

"""What was done to many things at once, so that it can be taken back."""

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db import UTCDateTime, db, short
from app.projects.models import InProject


class Batch(InProject, db.Model):
    """A change of many tasks, an import, or the table of an import that was not carried out yet.

    `facts` of a change: ``{"tasks": [{"id", "version", "before": {field: value}}]}``, the version being the one that
    the change left; of an import the same without `before`; of a table ``{"name", "heads", "lines"}``.
    """

    id: Mapped[str] = mapped_column(short(32), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[str] = mapped_column(short(32))
    at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    undone_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    facts: Mapped[dict] = mapped_column(JSON, default=dict)

    __table_args__ = (Index("ix_batch_project", "project_id", "at"),)

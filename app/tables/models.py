"""What was done to many things at once, so that it can be taken back."""

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db import UTCDateTime, db, short
from app.projects.models import InProject


class Batch(InProject, db.Model):
    """A change of many tasks, an import, or the table of an import that was not carried out yet.

    `facts` of a change: ``{"tasks": [{"id", "version", "before": {field: value}}]}``, the version being the one that
    the change left; of an import the same without `before`, and what else it `made`, persons, events and places:
    ``[{"kind", "id", "version"}]``; of a table ``{"name", "heads", "lines"}``.
    """

    id: Mapped[str] = mapped_column(short(32), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[str] = mapped_column(short(32))
    at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    undone_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    facts: Mapped[dict] = mapped_column(JSON, default=dict)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"))  # the work on it, where it is too long for a page

    __table_args__ = (Index("ix_batch_project", "project_id", "at"), Index("ix_batch_kind", "kind", "at"))


class BatchPart(db.Model):
    """What one transaction of a long deed did, kept by that transaction.

    `facts` are ``{"materials": [...], "made": [...], "left": [...], "idle": n}`` as an import has them, `last` the
    place in the table behind its last line; taken back, they have `stay` and `names` too.
    """

    batch_id: Mapped[str] = mapped_column(ForeignKey("batch.id", ondelete="CASCADE"), primary_key=True)
    last: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_undone: Mapped[bool] = mapped_column(default=False)
    facts: Mapped[dict] = mapped_column(JSON)

"""One step of a task's checklist."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db import UTCDateTime, db, short
from app.projects.models import InProject


class ChecklistItem(InProject, db.Model):
    """A step to tick off; one that grew into a task of its own knows which."""

    kind = "checklist_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(short(200))
    done_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    became_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)

    __table_args__ = (Index("ix_checklist_item_task", "task_id", "position", "id"),)

"""A label of a project, and which tasks carry it."""

from sqlalchemy import Column, ForeignKey, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import UTCDateTime, db, short
from app.projects.models import InProject

task_label = Table(
    "task_label",
    db.metadata,
    Column("task_id", ForeignKey("task.id"), primary_key=True),
    Column("label_id", ForeignKey("label.id"), primary_key=True, index=True),
)


class Label(InProject, db.Model):
    """A label in its colour. `folded` tells names apart: two that differ in case or keyboard alone are one."""

    kind = "label"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    name: Mapped[str] = mapped_column(short(40))
    folded: Mapped[str] = mapped_column(short(40))
    tint: Mapped[int] = mapped_column(default=0)
    deleted_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()

    __table_args__ = (UniqueConstraint("project_id", "folded"),)
    __mapper_args__ = {"version_id_col": version}

    @property
    def title_for_journal(self):
        return self.name

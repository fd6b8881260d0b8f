"""Materials put together by hand."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, and_, bindparam, or_
from sqlalchemy.orm import Mapped, mapped_column

from app.db import UTCDateTime, db, short
from app.projects.models import InProject

#: What is in which set and at which place, counted from anywhere; of what was thrown away nothing is shown or counted.
set_item = Table(
    "set_item",
    db.metadata,
    Column("project_id", ForeignKey("project.id"), primary_key=True),
    Column("set_id", ForeignKey("working_set.id", ondelete="CASCADE"), primary_key=True),
    Column("material_id", ForeignKey("material.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, nullable=False),
    Index("ix_set_item_material", "material_id"),
    Index("ix_set_item_position", "project_id", "set_id", "position"),
)


class WorkingSet(InProject, db.Model):
    """A set of a project's materials, one's own or shared with the project.

    What somebody has chosen in the list just now is a set too: without a title, and with their id in `chosen_by_id`.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    chosen_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    title: Mapped[str] = mapped_column(short(60), default="")
    note: Mapped[str] = mapped_column(short(500), default="")
    is_shared: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)

    __table_args__ = (
        Index("ix_working_set_project", "project_id", "user_id"),
        Index("uq_working_set_chosen", "project_id", "chosen_by_id", unique=True),
    )


READER = bindparam("reader", type_=Integer)
#: What is shared is open to the project, the rest to whose it is; what somebody has chosen is never shared.
IS_OPEN = or_(WorkingSet.user_id == READER, and_(WorkingSet.is_shared, WorkingSet.chosen_by_id.is_(None)))

"""A file that a table named and that has not come yet."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db import db, short


class NamedFile(db.Model):
    """One name in the cell of a line; it goes when the file comes. `key` is the name as it is compared."""

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True)
    key: Mapped[str] = mapped_column(short(200), primary_key=True)
    material_id: Mapped[int] = mapped_column(ForeignKey("material.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(short(200))
    batch_id: Mapped[str] = mapped_column(short(32))  # of the import that named it

    __table_args__ = (
        Index("ix_named_file_material", "material_id"),
        Index("ix_named_file_batch", "batch_id"),
    )

"""Which files seem to be the same, and the numbers by which alike pictures are found."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db import db


class Double(db.Model):
    """Two files of a project that seem to be the same, written down from each side.

    `differs` says in how many of 64 bits two pictures differ; None where the very bytes are the same. `is_meant`
    once somebody has said that both are there on purpose.
    """

    file_id: Mapped[int] = mapped_column(ForeignKey("file.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("file.id", ondelete="CASCADE"), primary_key=True)
    differs: Mapped[int | None]
    is_meant: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (Index("ix_double_other_id", "other_id"),)


class Band(db.Model):
    """A quarter of a picture's bits with its place, see `bits`."""

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True)
    value: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    file_id: Mapped[int] = mapped_column(ForeignKey("file.id", ondelete="CASCADE"), primary_key=True)

    __table_args__ = (Index("ix_band_file_id", "file_id"),)

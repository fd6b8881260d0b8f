"""A choice of tasks or materials kept under a name."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db import UTCDateTime, db, short
from app.projects.models import InProject

#: So long an address can be kept.
LONGEST = 500


class SavedFilter(InProject, db.Model):
    """What stands behind the question mark of a list's address, one's own or shared with the project."""

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    place: Mapped[str] = mapped_column(short(16), default="tasks", server_default="tasks")  # whose list it opens
    title: Mapped[str] = mapped_column(short(60))
    query: Mapped[str] = mapped_column(short(LONGEST))
    is_shared: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)

    __table_args__ = (Index("ix_saved_filter_project", "project_id", "user_id"),)

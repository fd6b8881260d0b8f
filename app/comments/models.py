"""A comment on anything, the people it names, and those who follow the thing."""

from sqlalchemy import Column, ForeignKey, Index, Table, text
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.db import UTCDateTime, db, short
from app.markdown import without_marks
from app.projects.models import InProject, Project

IS_THROWN = text("comment.deleted_at IS NOT NULL")

mention = Table(
    "mention",
    db.metadata,
    Column("comment_id", ForeignKey("comment.id"), primary_key=True),
    Column("user_id", ForeignKey("user.id"), primary_key=True, index=True),
)

watcher = Table(
    "watcher",
    db.metadata,
    Column("subject_type", short(32), primary_key=True),
    Column("subject_id", db.Integer, primary_key=True, autoincrement=False),
    Column("user_id", ForeignKey("user.id"), primary_key=True, index=True),
)


class Comment(InProject, db.Model):
    """What one person wrote under a thing, perhaps in answer to another comment."""

    kind = "comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    subject_type: Mapped[str] = mapped_column(short(32))
    subject_id: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    text: Mapped[str] = mapped_column(LongText)
    quoted_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    edited_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    deleted_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()

    project: Mapped[Project] = relationship()
    author: Mapped[User] = relationship()
    mentioned: Mapped[list[User]] = relationship(secondary=mention, order_by=User.sort_kk)

    __table_args__ = (
        Index("ix_comment_subject", "subject_type", "subject_id", "id"),
        Index("ix_comment_project", "project_id", "deleted_at"),
        Index("ix_comment_purge", "deleted_at", sqlite_where=IS_THROWN, postgresql_where=IS_THROWN),
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def title_for_journal(self):
        """The beginning of what was said, in plain words."""
        line = without_marks(self.text)
        return line if len(line) <= LINE else line[: LINE - 1] + "…"


#: So many letters of a comment stand for it in the journal.
LINE = 80

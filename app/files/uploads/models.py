"""A file on its way in: whose, for which form, and how much of it is safely here."""

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db import UTCDateTime, db, short
from app.projects.models import InProject


class Upload(InProject, db.Model):
    """An upload that no form has taken yet. It is its uploader's alone, until a form hangs it on something.

    `place` names the form it was begun on (see `places`), `modified` when the sender's file was last changed, in
    milliseconds since 1970 as browsers give it: by name, size and this the same file is known again.
    """

    id: Mapped[str] = mapped_column(short(32), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    place: Mapped[str] = mapped_column(short(64))
    name: Mapped[str] = mapped_column(short(200))
    declared_type: Mapped[str] = mapped_column(short(120), default="")
    size: Mapped[int] = mapped_column(BigInteger)
    modified: Mapped[int | None] = mapped_column(BigInteger)
    arrived: Mapped[int] = mapped_column(BigInteger, default=0)  # bytes that would survive a power cut
    sha256: Mapped[str | None] = mapped_column(short(64))
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    expires_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)

    __table_args__ = (
        Index("ix_upload_project", "project_id"),
        Index("ix_upload_place", "user_id", "place"),
        Index("ix_upload_expires", "expires_at"),
    )

    @property
    def is_whole(self):
        """Whether all of it is here and was looked at."""
        return self.sha256 is not None

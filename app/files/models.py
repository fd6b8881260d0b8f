"""A file and what is known of it."""

from enum import Enum

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import UTCDateTime, db, short
from app.projects.models import InProject
from app.searched import index_of, make_with
from workflows.sentences import p


class FileState(Enum):
    PENDING = p("file", "Being uploaded")
    STORED = p("file", "Stored")


class FileRole(Enum):
    """What the file is to the thing it hangs on."""

    ORIGINAL = p("file role", "Original")
    ACCESS_COPY = p("file role", "Access copy")
    THUMBNAIL = p("file role", "Thumbnail")
    WAVEFORM = p("file role", "Waveform")
    PAGES = p("file role", "Pages")
    TILES = p("file role", "Parts for a closer look")
    TRANSCRIPT = p("file role", "Transcript")
    TRANSLATION = p("file role", "Translation")
    CONSENT = p("file role", "Consent")
    WORK_PLAN = p("file role", "Work plan")
    ORDER = p("file role", "Director's order")
    BUDGET = p("file role", "Budget note")
    LETTER = p("file role", "Letter")
    OTHER = p("file role", "Other document")


class PreviewState(Enum):
    """Whether the worker has looked at the file."""

    WAITING = "waiting"
    MADE = "made"
    NONE = "none"


#: The access of papers of which every reading is written down; there is no picture of them.
CLOSED = "closed"
#: Pictures that are still to be cut into parts.
NOT_CUT = text("zoom = 'WAITING'")
#: Pictures from before likeness was looked at.
NOT_COMPARED = text("width IS NOT NULL AND likeness IS NULL")


class File(InProject, db.Model):
    """A stored file. Its original bytes are never altered; access is that of the thing it hangs on."""

    kind = "file"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    subject_type: Mapped[str] = mapped_column(short(32))
    subject_id: Mapped[int]
    role: Mapped[FileRole] = mapped_column(default=FileRole.ORIGINAL)
    of_id: Mapped[int | None] = mapped_column(ForeignKey("file.id"))  # what it was made of
    recording_id: Mapped[int | None] = mapped_column(ForeignKey("file.id"))  # the sound or video that it writes down
    name: Mapped[str] = mapped_column(short(200))
    stored_name: Mapped[str] = mapped_column(short(64), unique=True)
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    declared_type: Mapped[str] = mapped_column(short(120), default="")
    media_type: Mapped[str] = mapped_column(short(120), default="")
    sha256: Mapped[str | None] = mapped_column(short(64), index=True)
    width: Mapped[int | None]
    height: Mapped[int | None]
    pages: Mapped[int | None]
    duration: Mapped[int | None]  # seconds
    likeness: Mapped[str | None] = mapped_column(short(16))  # 64 bits as digits, see `doubles`; empty where it is flat
    language: Mapped[str | None] = mapped_column(short(8))
    access: Mapped[str] = mapped_column(short(16), default="inherit")
    state: Mapped[FileState] = mapped_column(default=FileState.PENDING)
    preview: Mapped[PreviewState] = mapped_column(default=PreviewState.WAITING)
    zoom: Mapped[PreviewState | None]  # whether a picture is cut into parts; None where its small one shows it all
    facts: Mapped[dict] = mapped_column(JSON, default=dict)
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    checked_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    check_failed: Mapped[bool] = mapped_column(default=False)
    deleted_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)

    uploaded_by = relationship("User")

    __table_args__ = (
        Index("ix_file_subject", "subject_type", "subject_id", "role"),
        Index("ix_file_project", "project_id", "id"),
        Index("ix_file_preview", "preview", "id"),
        Index("ix_file_of_id", "of_id"),
        Index("ix_file_recording", "recording_id"),
        Index("ix_file_checked", "check_failed", "checked_at"),
        Index("ix_file_not_cut", "id", sqlite_where=NOT_CUT, postgresql_where=NOT_CUT),
        Index("ix_file_not_compared", "id", sqlite_where=NOT_COMPARED, postgresql_where=NOT_COMPARED),
    )

    @property
    def title_for_journal(self):
        return self.name


class Passage(db.Model):
    """A piece of the words in a file as they stand there, and folded; the search finds it by an index of its own.

    `place` is its second in a recording; in papers with pages it is the page, from 1 on; where there is neither it is
    None.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("file.id"), index=True)
    place: Mapped[int | None]
    exact: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)


make_with(Passage.__table__, index_of("passage", "passage_words"))

"""A consent: whose it is, who signed it, what it allows, until when, and whether it was withdrawn."""

from datetime import date
from enum import Enum

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.db import UTCDateTime, db, short
from app.materials.subjects.models import Person
from app.projects.models import InProject
from workflows.sentences import p


class Signer(Enum):
    SELF = p("signer", "The person")
    REPRESENTATIVE = p("signer", "A legal representative")
    HEIR = p("signer", "An heir")


class Scope(Enum):
    """What may be done with what is told, shown or given: Law No. 94-V of 2013, art. 8; Civil Code, art. 145."""

    KEEP = p("scope", "Keep it in the collection")
    DESCRIBE = p("scope", "Describe it")
    USE_INSIDE = p("scope", "Use it within the workgroup")
    PUBLISH_TEXT = p("scope", "Publish the text")
    PUBLISH_PHOTO = p("scope", "Publish pictures")
    PUBLISH_AUDIO = p("scope", "Publish the sound")
    PUBLISH_VIDEO = p("scope", "Publish the video")
    SHOW_NAME = p("scope", "Show the name")
    PASS_ON = p("scope", "Pass it on to others")
    CROSS_BORDER = p("scope", "Send it across the border")
    PUBLIC_SOURCES = p("scope", "Put the data into public sources")


class Consent(InProject, db.Model):
    """A signed consent of one person. It is valid until its last day, or until it is withdrawn."""

    kind = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    signer: Mapped[Signer]
    signed_by: Mapped[str] = mapped_column(short(200))
    scope: Mapped[list] = mapped_column(JSON, default=list)
    signed_on: Mapped[date]
    valid_until: Mapped[date | None]
    form_version: Mapped[str] = mapped_column(short(40), default="")
    language: Mapped[str] = mapped_column(short(8))
    note: Mapped[str] = mapped_column(LongText, default="")
    withdrawn_on: Mapped[date | None]
    withdrawn_reason: Mapped[str] = mapped_column(LongText, default="")
    end_told: Mapped[bool] = mapped_column(default=False)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()

    person: Mapped[Person] = relationship()
    recorded_by: Mapped[User] = relationship()

    __table_args__ = (
        Index("ix_consent_person", "project_id", "person_id"),
        Index("ix_consent_end", "end_told", "valid_until"),
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def title_for_journal(self):
        return self.person.title_for_journal

    def holds(self, today):
        """Whether it is in force on this day."""
        return self.withdrawn_on is None and (self.valid_until is None or self.valid_until >= today)

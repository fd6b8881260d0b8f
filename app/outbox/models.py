"""A letter and the attempts to send it."""

from enum import Enum

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import UTCDateTime, db, short
from workflows.letters import LETTER, LetterState
from workflows.sentences import p


class Letter(db.Model):
    """One letter to one address for one cause. Its bytes are frozen before the first attempt."""

    kind = "letter"
    workflow = LETTER

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    about: Mapped[str] = mapped_column(short(64))  # feature/trigger: names the template and the rules
    subject_type: Mapped[str] = mapped_column(short(32))
    subject_id: Mapped[int]
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    address: Mapped[str] = mapped_column(short(254))
    language: Mapped[str] = mapped_column(short(8))
    params: Mapped[dict] = mapped_column(JSON, default=dict)
    dedupe_key: Mapped[str] = mapped_column(short(400), unique=True)
    schedule_revision: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    due_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    not_after: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    next_try_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    state: Mapped[LetterState] = mapped_column(default=LetterState.QUEUED)
    reason: Mapped[str] = mapped_column(short(500), default="")
    tries: Mapped[int] = mapped_column(default=0)
    claim_no: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    sent_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    message_id: Mapped[str] = mapped_column(short(200), unique=True)
    title: Mapped[str] = mapped_column(short(300), default="")  # the Subject line, once frozen
    body_sha256: Mapped[str | None] = mapped_column(short(64))
    mime: Mapped[bytes | None] = mapped_column(LargeBinary)
    version: Mapped[int] = mapped_column()

    user = relationship("User")
    project = relationship("Project")
    attempts: Mapped[list["Attempt"]] = relationship(order_by="Attempt.id")

    __table_args__ = (
        Index("ix_letter_due", "state", "next_try_at"),
        Index("ix_letter_project", "project_id", "id"),
        Index("ix_letter_subject", "subject_type", "subject_id"),
        Index("ix_letter_user", "user_id", "id"),
        Index("ix_letter_address", "address", "state"),
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def title_for_journal(self):
        return self.title

    def is_coordinated_by(self, actor):
        return self.project is not None and self.project.is_coordinated_by(actor)

    def readers_of(self, trigger):
        return set()


class Phase(Enum):
    """How far an attempt got; past the dot nobody but the relay knows."""

    CONNECTING = p("attempt", "Connecting")
    DOT = p("attempt", "Handing over")
    ENDED = p("attempt", "Ended")


class Attempt(db.Model):
    """One try to hand a letter over, with the relay's own words."""

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    claim_no: Mapped[int]
    channel: Mapped[str] = mapped_column(short(300), default="")  # the way it went, whose evidence counts
    mark: Mapped[str] = mapped_column(short(64), default="")  # where the relay's log ended before it
    phase: Mapped[Phase] = mapped_column(default=Phase.CONNECTING)
    started_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    ended_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    code: Mapped[int | None]
    text: Mapped[str] = mapped_column(LongText, default="")
    relay_queue_id: Mapped[str | None] = mapped_column(short(64))


class MailRate(db.Model):
    """How many letters left in one minute: all of them (``*``), or those to one domain. All workers count here."""

    what: Mapped[str] = mapped_column(short(254), primary_key=True)
    minute: Mapped[UTCDateTime] = mapped_column(UTCDateTime, primary_key=True)
    n: Mapped[int] = mapped_column(default=0)

"""Accounts, the browsers they are signed in from, and tokens."""

from flask import current_app
from sqlalchemy import JSON, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.browsers import name_of
from app.accounts.mailing import GetsMail
from app.config import LANGUAGES
from app.db import UTCDateTime, db, short
from app.names import HasName


def home_zone():
    return current_app.config["TIME_ZONE"]


class User(HasName, GetsMail, db.Model):
    """An account: a person who signs in. (Somebody of history is a `Person`.) `email` is stored normalised.

    `morning_at` is when they are reminded of tasks next; None until the worker has found it out.
    """

    kind = "user"
    project_id = None
    is_signed_in = True
    is_system = False

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(short(254), unique=True)
    surname: Mapped[str] = mapped_column(short(80), default="")
    given_name: Mapped[str] = mapped_column(short(80))
    patronymic: Mapped[str] = mapped_column(short(80), default="")
    sort_kk: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    language: Mapped[str] = mapped_column(short(8), default=LANGUAGES[0])
    time_zone: Mapped[str] = mapped_column(short(64), default=home_zone)
    theme: Mapped[str] = mapped_column(short(8), default="auto")
    shortcuts: Mapped[bool] = mapped_column(default=True)
    settings: Mapped[dict] = mapped_column(JSON, default=dict)
    password_hash: Mapped[str | None] = mapped_column(short(200))
    is_administrator: Mapped[bool] = mapped_column(default=False)
    rights_version: Mapped[int] = mapped_column(default=0)
    bounces: Mapped[int] = mapped_column(default=0)
    morning_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime, index=True)
    unread: Mapped[int] = mapped_column(default=0)  # notices; the bell of every page shows it
    disabled_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}

    @property
    def title_for_journal(self):
        return self.full_name

    def belongs_to(self, project_id):
        """Whether the person sits in that project now."""
        return any(held.left_at is None and held.seat.project_id == project_id for held in self.memberships)

    @GetsMail.wants_reminders.setter
    def wants_reminders(self, wanted):
        self.settings = {**self.settings, "no_reminders": not wanted}


class SignedInSession(db.Model):
    """A browser somebody is signed in from. `key_hash` is of the random id in its cookie."""

    __tablename__ = "session"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(short(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    last_seen_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    browser: Mapped[str] = mapped_column(short(200), default="")

    user: Mapped[User] = relationship()

    @property
    def browser_name(self):
        return name_of(self.browser)


class FailedSignIn(db.Model):
    """How often signing in to an address has failed lately; too often closes it for a while."""

    email: Mapped[str] = mapped_column(short(254), primary_key=True)
    times: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)


class Token(db.Model):
    """A secret given to somebody: a sign-in link, an invitation, an answer. Only its hash is kept."""

    id: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(short(64), unique=True)
    scope: Mapped[str] = mapped_column(short(32))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    address: Mapped[str] = mapped_column(short(254), default="")
    subject_type: Mapped[str] = mapped_column(short(32), default="")
    subject_id: Mapped[int | None]
    params: Mapped[dict] = mapped_column(JSON, default=dict)
    name: Mapped[str] = mapped_column(short(120), default="")
    is_single_use: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    expires_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    used_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    revoked_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)

    user: Mapped[User | None] = relationship()

    __table_args__ = (Index("ix_token_subject", "subject_type", "subject_id"),)

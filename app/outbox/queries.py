"""Letters as the coordinator sees them: those of the project, never those of accounts."""

import re

from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.outbox.kinds import KINDS
from app.outbox.models import Letter

SHOWN_AT_ONCE = 50

#: The last part of a personal link: a secret of `accounts.tokens`, 32 random bytes in 43 characters.
SECRET = re.compile(r"(?<=/)[\w-]{43}(?![\w-])")


def of_project(project):
    """The project's letters; the ones of accounts (sign-in, invitations) are shown to nobody."""
    private = [about for about, kind in KINDS.items() if kind.is_account]
    return db.select(Letter).where(Letter.project_id == project.id, Letter.about.not_in(private))


def page_of(project, *, state=None, before=None):
    query = of_project(project).options(joinedload(Letter.user)).order_by(Letter.id.desc())
    if state:
        query = query.where(Letter.state == state)
    if before:
        query = query.where(Letter.id < before)
    rows = db.session.scalars(query.limit(SHOWN_AT_ONCE + 1)).all()
    return rows[:SHOWN_AT_ONCE], len(rows) > SHOWN_AT_ONCE


def find(letter_id, project):
    query = of_project(project).where(Letter.id == letter_id)
    return db.one_or_404(query.options(joinedload(Letter.user), selectinload(Letter.attempts)))


def about_subject(subject, about):
    """The newest letter of that kind about a thing, or None. Of an account letter only its state may be shown."""
    query = db.select(Letter).where(Letter.subject_type == subject.kind, Letter.subject_id == subject.id)
    return db.session.scalar(query.where(Letter.about == about).order_by(Letter.id.desc()).limit(1))


def masked(text):
    """The text without the secrets of personal links."""
    return SECRET.sub("…", text)

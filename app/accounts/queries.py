"""Accounts as they are found."""

from app.accounts.models import SignedInSession, User
from app.db import db
from app.outbox.models import Letter


def by_email(email):
    """The account with that address (normalised), or None."""
    return db.session.scalar(db.select(User).where(User.email == email, User.disabled_at.is_(None)))


def sessions_of(user):
    query = db.select(SignedInSession).where(SignedInSession.user_id == user.id)
    return db.session.scalars(query.order_by(SignedInSession.last_seen_at.desc())).all()


def letters_since(user, instant):
    """How many letters with sign-in links were written to the person since then."""
    query = (
        db.select(db.func.count())
        .select_from(Letter)
        .where(Letter.subject_type == User.kind, Letter.subject_id == user.id)
    )
    return db.session.scalar(query.where(Letter.created_at > instant))


def session_of(user, session_id):
    """One of the person's own sessions, or a 404."""
    own = db.select(SignedInSession).where(SignedInSession.user_id == user.id)
    return db.one_or_404(own.where(SignedInSession.id == session_id))


def is_there_anybody():
    return db.session.scalar(db.select(User.id).limit(1)) is not None

"""Accounts as they are found."""

from app.accounts.models import SignedInSession, User
from app.db import db


def by_email(email):
    """The account with that address (normalised), or None."""
    return db.session.scalar(db.select(User).where(User.email == email, User.disabled_at.is_(None)))


def sessions_of(user):
    query = db.select(SignedInSession).where(SignedInSession.user_id == user.id)
    return db.session.scalars(query.order_by(SignedInSession.last_seen_at.desc())).all()


def is_there_anybody():
    return db.session.scalar(db.select(User.id).limit(1)) is not None

"""Secrets given to people in links: random, kept as a hash, for one purpose, for a while."""

import secrets

from app import clock
from app.accounts.models import Token
from app.accounts.sessions import hashed
from app.db import db


def issue(scope, *, lifetime=None, user=None, address="", subject=None, single_use=True, name="", **params):
    """Make a token in the caller's transaction and return its secret, which is never stored in plain."""
    secret = secrets.token_urlsafe(32)
    now = clock.now()
    token = Token(
        hash=hashed(secret),
        scope=scope,
        user=user,
        address=address,
        subject_type=subject.kind if subject else "",
        subject_id=subject.id if subject else None,
        params=params,
        name=name,
        is_single_use=single_use,
        created_at=now,
        expires_at=now + lifetime if lifetime else None,
    )
    db.session.add(token)
    return secret


def find(secret, scope):
    """The usable token behind a secret, or None: unknown, for another purpose, used, revoked or run out."""
    token = db.session.scalar(
        db.select(Token).where(Token.hash == hashed(secret), Token.scope == scope).with_for_update()
    )
    return token if token and is_usable(token) else None


def is_usable(token):
    spent = token.is_single_use and token.used_at is not None
    over = token.expires_at is not None and token.expires_at <= clock.now()
    return not (spent or over or token.revoked_at)


def use(token):
    """Mark the token used; a single-use one is dead from the caller's commit on."""
    token.used_at = clock.now()


def revoke_all(user, scope):
    """Kill every unused token of that purpose for `user`."""
    unused = db.update(Token).where(Token.user_id == user.id, Token.scope == scope, Token.used_at.is_(None))
    db.session.execute(unused.values(revoked_at=clock.now()))

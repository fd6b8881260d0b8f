"""Who is asking: the session row behind the cookie's random id, read in one statement with its user and their seats."""

import hashlib
import logging
import secrets
from datetime import timedelta
from functools import lru_cache

from flask import g, request, session
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import contains_eager

from app import clock
from app.accounts.actors import VISITOR
from app.accounts.models import SignedInSession, User
from app.accounts.readers import reader_behind
from app.db import begin_write, db

LIFETIME = timedelta(days=30)
SEEN_EVERY = timedelta(minutes=1)


log = logging.getLogger(__name__)


class OwnCookie(SecureCookieSessionInterface):
    """The session's cookie, kept off what anybody may keep: a shared cache would hand it to the next reader."""

    def should_set_cookie(self, app, session):
        return request.endpoint != "static" and super().should_set_cookie(app, session)


def init_app(app):
    app.session_interface = OwnCookie()
    app.extensions["sign_in_again"] = sign_in_again
    app.before_request(load_actor)
    app.extensions["account"] = load_account
    app.after_request(note_seen)


def hashed(secret):
    return hashlib.sha256(secret.encode()).hexdigest()


def load_actor():
    """Put the signed-in person, or a visitor, into `g.actor`; `load_account` follows where something is written."""
    key = None if request.endpoint == "static" else session.get("id")
    reader = reader_behind(hashed(key)) if key else None
    if reader and clock.now() - reader.session.at > LIFETIME:
        reader = None
    g.actor = reader or VISITOR
    g.signed_in = reader and reader.session
    g.last_seen = reader and reader.session


def load_account():
    """Under the lock, put the account itself into `g.actor`, as it is by now, with the row of its session."""
    if not g.signed_in:
        return
    row = db.session.scalars(account_behind(), {"key_hash": hashed(session["id"])}).unique().one_or_none()
    g.signed_in, g.actor = (row, row.user) if row else (None, VISITOR)


@lru_cache(maxsize=1)
def account_behind():
    whole = contains_eager(SignedInSession.user).joinedload(User.memberships)
    mine = (SignedInSession.key_hash == db.bindparam("key_hash"), User.disabled_at.is_(None))
    return db.select(SignedInSession).join(SignedInSession.user).options(whole).where(*mine)


def start_session(user):
    """Sign `user` in on this browser, under a new id and instead of whoever was here; the caller commits."""
    end_this_session()
    key = secrets.token_urlsafe(32)
    session.permanent = True
    session["id"] = key
    now = clock.now()
    browser = (request.user_agent.string or "")[:200]
    row = SignedInSession(key_hash=hashed(key), user=user, created_at=now, last_seen_at=now, browser=browser)
    db.session.add(row)
    g.actor = user
    return row


def sign_in_again(user_id):
    """Sign somebody in whose first click did so already; the caller commits."""
    user = db.session.get(User, user_id)
    if user and user.disabled_at is None:
        start_session(user)


def end_this_session():
    """Sign this browser out, whoever uses it; the caller commits."""
    if key := session.get("id"):
        db.session.execute(db.delete(SignedInSession).where(SignedInSession.key_hash == hashed(key)))
    session.clear()


def end_session(row):
    """Sign that browser out; the caller commits."""
    db.session.delete(row)
    if g.get("signed_in") is row:
        session.clear()


def end_all_sessions(user, but=None):
    """Sign `user` out everywhere, except from the session `but`; the caller commits."""
    ended = db.delete(SignedInSession).where(SignedInSession.user_id == user.id)
    if but is not None:
        ended = ended.where(SignedInSession.id != but.id)
    db.session.execute(ended)


def note_seen(response):
    """Remember, at most once a minute and after the answer is made, that the session is in use.

    Nobody's page fails for it: with a full disk or a long writer, what can be read is still read.
    """
    now = clock.now()
    if g.get("last_seen") and now - g.last_seen.at > SEEN_EVERY:
        try:
            write_seen(g.last_seen.id, now)
        except DBAPIError as error:
            db.session.rollback()
            log.warning("that a session is in use could not be written down: %s", error.orig)
    return response


def write_seen(session_id, now):
    begin_write()
    row = db.update(SignedInSession).where(SignedInSession.id == session_id)
    db.session.execute(row.values(last_seen_at=now))
    db.session.commit()

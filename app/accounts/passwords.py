"""Passwords: hashed outside any transaction, and closed for a while after too many failures."""

from datetime import timedelta
from functools import cache

from pwdlib import PasswordHash
from sqlalchemy import case

from app import clock
from app.accounts.models import FailedSignIn
from app.db import db, upsert

MOST_FAILURES = 10
CLOSED_FOR = timedelta(minutes=15)
SHORTEST, LONGEST = 10, 200

hasher = PasswordHash.recommended()


def hashed(password):
    return hasher.hash(password)


def is_right(password, password_hash):
    """Whether the hash is of this password; as slow for no hash at all as for a wrong password."""
    return hasher.verify(password, password_hash or nobodys()) and password_hash is not None


@cache
def nobodys():
    """Checked when there is no account, so that the answer takes as long as for a wrong password.

    It is as slow to make as any other and so not made at the start of every process.
    """
    return hasher.hash("nobody's password")


def is_closed(email):
    """Whether signing in to this address has failed too often lately."""
    row = db.session.get(FailedSignIn, email)
    return row is not None and row.times >= MOST_FAILURES and clock.now() - row.last_at < CLOSED_FOR


def note_failure(email):
    """Count a failure; an old series of failures starts anew."""
    now = clock.now()
    times = case((FailedSignIn.last_at <= now - CLOSED_FOR, 1), else_=FailedSignIn.times + 1)
    row = upsert(FailedSignIn).values(email=email, times=1, last_at=now)
    changed = {"times": times, "last_at": now}
    db.session.execute(row.on_conflict_do_update(index_elements=["email"], set_=changed))


def forget_failures(email):
    db.session.execute(db.delete(FailedSignIn).where(FailedSignIn.email == email))

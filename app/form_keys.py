"""Each form carries a key that is good for once: who sends it a second time is led where the first time led."""

import hashlib
import secrets
from functools import lru_cache

from flask import g, request
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.db import UTCDateTime, db, is_sqlite, one_row, short, upsert, write


class FormKey(db.Model):
    """A form that has been carried out, and where its reader was sent: a second click goes there too."""

    key: Mapped[str] = mapped_column(short(64), primary_key=True)
    user_id: Mapped[int | None]
    location: Mapped[str] = mapped_column(short(500))
    digest: Mapped[str] = mapped_column(short(64), default="")
    at: Mapped[UTCDateTime] = mapped_column(UTCDateTime, index=True)


CARRIED_OUT = select(FormKey.user_id, FormKey.location, FormKey.digest).where(FormKey.key == bindparam("key"))


def carried_out():
    """Who carried this very form out before, and where they were sent; None when nobody did.

    A page drawn once but filled in anew (the browser's Back, then other words) is another form.
    """
    key = posted_key()
    row = one_row(CARRIED_OUT, key=key) if key else None
    return row if row and row.digest == digest_of_form() else None


def remember(location):
    """Write down, in the transaction of the form, that it is carried out, and where its reader is sent."""
    if key := posted_key():
        facts = {"user_id": g.actor.id, "location": location, "digest": digest_of_form(), "at": clock.now()}
        write(remembering(is_sqlite()), key=key, **facts)


def posted_key():
    """The form's one-time key, made one with the address it was sent to.

    So the forms of a page can share a key, and on a token's page it is worth nothing without that token.
    """
    typed = request.form.get("form_key")
    return typed and hashlib.sha256(f"{typed} {request.path}".encode()).hexdigest()


def digest_of_form():
    """What was filled in, as a digest that tells one form from another; passwords stay out of it."""
    typed = [(name, text) for name, text in request.form.items(multi=True) if is_typed(name)]
    files = [(name, file.filename) for name, file in request.files.items(multi=True)]
    return hashlib.sha256(repr((typed, files)).encode()).hexdigest()


def is_typed(name):
    """Not what a page brings by itself; a form about several things names the version of each, as `version-17`."""
    return name.partition("-")[0] not in ("csrf_token", "form_key", "version") and "password" not in name


@lru_cache(maxsize=2)
def remembering(_on_sqlite):
    """A page filled in anew has the key of its first form: what was done last is remembered."""
    row = upsert(FormKey)
    facts = ("user_id", "location", "digest", "at")
    return row.on_conflict_do_update(index_elements=["key"], set_={fact: row.excluded[fact] for fact in facts})


def new_form_key():
    """The key of the page that is drawn; all its forms share it."""
    if "form_key" not in g:
        g.form_key = secrets.token_urlsafe(16)
    return g.form_key

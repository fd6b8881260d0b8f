"""What every request passes: who may come in, the form's one-time key, and the transaction that writes."""

import hashlib
import secrets
from datetime import MAXYEAR, UTC, datetime
from functools import lru_cache
from itertools import chain
from urllib.parse import urlsplit

from flask import current_app, g, redirect, request, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape
from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.routing import IntegerConverter

from app import clock
from app.db import UTCDateTime, begin_write, db, is_sqlite, one_row, short, upsert, write
from app.errors import session_ended, unkeepable
from app.kazakh import is_storable

SAFE = ("GET", "HEAD", "OPTIONS")
LARGEST_ID = 2**31 - 1


class FormKey(db.Model):
    """A form that has been carried out, and where its reader was sent: a second click goes there too."""

    key: Mapped[str] = mapped_column(short(64), primary_key=True)
    user_id: Mapped[int | None]
    location: Mapped[str] = mapped_column(short(500))
    digest: Mapped[str] = mapped_column(short(64), default="")
    at: Mapped[UTCDateTime] = mapped_column(UTCDateTime, index=True)


class RowNumber(IntegerConverter):
    """An id in an address; one too large for any row is a page that does not exist."""

    def __init__(self, map, **options):
        super().__init__(map, **(options | {"max": LARGEST_ID}))


def row_id(typed):
    """An id behind the question mark, or in a form that is read by hand. Raises ValueError when no row can have it."""
    number = int(typed)
    if not 0 < number <= LARGEST_ID:
        raise ValueError(typed)
    return number


def place(typed):
    """A place in an order that people give, behind the question mark. Raises ValueError where no row can have it."""
    number = int(typed)
    if abs(number) > LARGEST_ID:
        raise ValueError(typed)
    return number


def instant(typed):
    """A moment behind the question mark, in UTC. Raises ValueError when there is none such."""
    moment = datetime.fromisoformat(typed)
    if not 1 < moment.year < MAXYEAR:
        raise ValueError(typed)
    return moment.astimezone(UTC)


def public(view):
    """Anybody may open this page."""
    view.policy = "public"
    return view


def by_token(scope):
    """Whoever holds a token of this scope may open this page."""

    def declare(view):
        view.policy = f"token:{scope}"
        return view

    return declare


def begins_itself(view):
    """This view starts its writing transaction later (hashing a password, streaming a file)."""
    view.begins_itself = True
    return view


def init_app(app):
    """Hooks in the order of the request; CSRF and sign-in have registered theirs before."""
    app.url_map.converters["int"] = RowNumber
    app.before_request(refuse_control_characters)
    app.before_request(require_sign_in)
    app.before_request(open_writing)
    app.add_template_global(new_form_key, "form_key")
    app.add_template_global(posted)


def this_view():
    return current_app.view_functions.get(request.endpoint or "")


def refuse_control_characters():
    """A NUL or half a character pair is no text: PostgreSQL refuses it, so nobody gets it."""
    pairs = [*request.args.items(multi=True), *request.form.items(multi=True)]
    sent = [request.path, *chain.from_iterable(pairs)]
    return None if all(map(is_storable, sent)) else unkeepable()


def require_sign_in():
    """Pages are closed unless they are declared public or by token."""
    view = this_view()
    if view is None or request.endpoint == "static" or getattr(view, "policy", None) or g.actor.is_signed_in:
        return None
    if request.method not in SAFE:
        return session_ended()
    return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))


def open_writing():
    """Take the write lock before anything is read for writing; a form already carried out is answered again."""
    if request.method in SAFE:
        return None
    return answered_before() if getattr(this_view(), "begins_itself", False) else begin_writing()


def begin_writing():
    """Begin the write, with the account of who writes; the answer to who may not any more, or to a second click."""
    begin_write()
    key = posted_key()
    if key and not is_sqlite():
        db.session.execute(text("SELECT pg_advisory_xact_lock(hashtext(:key))"), {"key": key})
    current_app.extensions["account"]()
    return require_sign_in() or answered_before()


def answered_before():
    """The answer to a second click, or None. Without the lock it may miss a first one still on its way.

    A page drawn once but filled in anew (the browser's Back, then other words) is another form. On a token's page the
    key counts together with the token, whoever clicks: the first click may have changed who is signed in here, and
    the browser that clicked twice has dropped the answer which told it so.
    """
    key = posted_key()
    row = one_row(CARRIED_OUT, key=key) if key else None
    if row is None or row.digest != digest_of_form():
        return None
    if is_token_page():
        return sign_in_again(row)
    return redirect(row.location, code=303) if row.user_id == g.actor.id else None


def sign_in_again(row):
    if row.user_id is not None and row.user_id != g.actor.id:
        begin_write()
        current_app.extensions["sign_in_again"](row.user_id)
        db.session.commit()
    return redirect(row.location, code=303)


def is_token_page():
    return getattr(this_view(), "policy", "").startswith("token:")


CARRIED_OUT = select(FormKey.user_id, FormKey.location, FormKey.digest).where(FormKey.key == bindparam("key"))


def posted_key():
    """The form's one-time key, made one with the address it was sent to.

    All buttons of a page may share a key then, and on a token's page it is worth nothing without that token.
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


def done(location):
    """The last step of every form that was carried out: remember its key, commit, and send the reader on."""
    if key := posted_key():
        facts = {"user_id": g.actor.id, "location": location, "digest": digest_of_form(), "at": clock.now()}
        write(remembering(is_sqlite()), key=key, **facts)
    db.session.commit()
    return redirect(location, code=303)


def or_my_day(page):
    """Where a button of a line leads: back to my day, when it was pressed there; else to the page of the thing."""
    return url_for("home.index") if urlsplit(request.referrer or "").path == "/" else page


@lru_cache(maxsize=2)
def remembering(_on_sqlite):
    """A page filled in anew has the key of its first form: what was done last is remembered."""
    row = upsert(FormKey)
    facts = ("user_id", "location", "digest", "at")
    return row.on_conflict_do_update(index_elements=["key"], set_={fact: row.excluded[fact] for fact in facts})


def posted(version=None, fields=None):
    """What a form made by hand posts unseen: CSRF, a fresh key, the version it was drawn with, fields of its own."""
    unseen = {"csrf_token": g.get("csrf_token") or generate_csrf(), "form_key": new_form_key()}
    unseen |= {} if version is None else {"version": version}
    unseen |= fields or {}
    inputs = (f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in unseen.items())
    return Markup("".join(inputs))  # nosec B704  # names are our own, values are escaped


def new_form_key():
    return secrets.token_urlsafe(16)


def posted_version():
    """The version of the subject that the posted form was drawn with; -1 (never right) when it has none."""
    typed = request.form.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1

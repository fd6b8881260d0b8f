"""What every request passes: who may come in, what is no text, and the transaction that writes."""

from itertools import chain
from urllib.parse import urlsplit

from flask import current_app, g, redirect, request, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape
from sqlalchemy import text

from app.addresses import RowNumber
from app.db import begin_write, db, is_sqlite
from app.errors import session_ended, unkeepable
from app.form_keys import carried_out, new_form_key, posted_key, remember
from app.kazakh import is_storable

SAFE = ("GET", "HEAD", "OPTIONS")


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

    On a token's page the key counts together with the token, whoever clicks: the first click may have changed who is
    signed in here, and the browser that clicked twice has dropped the answer which told it so.
    """
    row = carried_out()
    if row is None:
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


def done(location):
    """The last step of every form that was carried out: remember its key, commit, and send the reader on."""
    remember(location)
    db.session.commit()
    return redirect(location, code=303)


def or_my_day(page):
    """Where a button of a line leads: back to my day, when it was pressed there; else to the page of the thing."""
    return url_for("home.index") if urlsplit(request.referrer or "").path == "/" else page


def posted(version=None, fields=None):
    """What a form made by hand posts unseen: CSRF, the key and version it was drawn with, fields of its own."""
    unseen = {"csrf_token": g.get("csrf_token") or generate_csrf(), "form_key": new_form_key()}
    unseen |= {} if version is None else {"version": version}
    unseen |= fields or {}
    inputs = (f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in unseen.items())
    return Markup("".join(inputs))  # nosec B704  # names are our own, values are escaped


def posted_version():
    """The version of the subject that the posted form was drawn with; -1 (never right) when it has none."""
    typed = request.form.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1

"""What the reader sees when something cannot be done: a sentence, and what to do next."""

from flask import current_app, flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from app.db import db, lock
from app.kazakh import UNKEEPABLE, storable
from app.rights import Forbidden
from app.text import say
from workflows.engine import Refused


class Stale(Exception):
    """The form was drawn from an older version of `subject` than the one in the database."""

    def __init__(self, subject):
        super().__init__(subject)
        self.subject = subject


def check_version(subject, version):
    """Hold the subject's row until the commit; raise `Stale` unless the posted form was drawn from it as it is."""
    lock(subject)
    if version != subject.version:
        raise Stale(subject)


def init_app(app):
    app.register_error_handler(Refused, refused)
    app.register_error_handler(Forbidden, forbidden)
    app.register_error_handler(CSRFError, csrf_failed)
    app.register_error_handler(OperationalError, database_failed)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Stale, stale)
    app.register_error_handler(StaleDataError, stale)


def refused(error, back=None):
    """A move that is not allowed now: back to the thing's page, with the reasons."""
    db.session.rollback()
    for reason in error.reasons:
        flash(say(reason), "refused")
    return redirect(back or request.path.rpartition("/")[0] or "/")


def forbidden(error):
    db.session.rollback()
    return page(403, reason=say(error.reason))


def stale(error):
    """Somebody changed the thing after this form was drawn: nothing was written."""
    db.session.rollback()
    return page(409)


def csrf_failed(error):
    return session_ended()


def session_ended():
    """The session ended or the page is from another one: nothing was written.

    A form of our own page can be sent again from here, as it was, once its reader has signed in beside it.
    """
    again = to_send_again() if is_from_here() else []
    return page(400, reason=_("Your session has ended; nothing was written."), again=again)


def unkeepable():
    """What was sent holds a NUL or half a character pair, which PostgreSQL refuses."""
    return page(400, reason=say(UNKEEPABLE))


def is_from_here():
    """Whether the form came from one of our own pages, as every browser says; another site's is never offered again."""
    return request.headers.get("Origin") in (request.host_url.rstrip("/"), current_app.config["PUBLIC_BASE_URL"])


def to_send_again():
    """The form's fields but its dead CSRF token; none where a password or a file would have to be typed anew."""
    if "password" in request.form or any(file.filename for file in request.files.values()):
        return []
    return [(name, text) for name, text in request.form.items(multi=True) if name != "csrf_token"]


def database_failed(error):
    db.session.rollback()
    full = "disk is full" in str(error) or "No space left" in str(error)
    return page(507 if full else 503)


def http_error(error):
    if error.code is None or error.code < 400:
        return error
    if isinstance(error, SecurityError):
        # The host is not ours, and for such a request no address of a page, a style or a script can be made.
        return "400\n", 400, {"Content-Type": "text/plain", "Content-Security-Policy": "default-src 'none'"}
    db.session.rollback()
    return page(error.code if error.code in PAGES else 400)


PAGES = (400, 403, 404, 409, 413, 500, 503, 507)


def page(code, **context):
    return render_template(f"errors/{code}.html", typed=typed(), **context), code


def typed():
    """What was typed into the form that could not be taken, for showing it again: pairs of name and text."""
    hidden = {"csrf_token", "form_key", "version", "password", "token"}
    shown = ((name, storable(text)) for name, text in posted() if name not in hidden)
    return [(name, text) for name, text in shown if text.strip()]


def posted():
    """The fields of the form; none where its body was too much to read, or broke off."""
    try:
        return list(request.form.items(multi=True))
    except HTTPException:
        return []

"""My day, the reader's language and theme, the shortcuts."""

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for

from app.accounts.next_page import next_page
from app.addresses import row_id
from app.config import LANGUAGES
from app.db import db
from app.etag import unchanged
from app.home import health, queries
from app.moves import next_move
from app.notifications import actions as notices
from app.notifications.models import Notice
from app.pages import done, public
from app.projects.glance import all_of
from app.tasks.words import state_words

bp = Blueprint("home", __name__)
bp.register_blueprint(health.bp)
YEAR = 365 * 24 * 60 * 60


def init_app(app):
    app.register_blueprint(bp)
    app.add_template_global(move_of_reader, "next_move")


@bp.get("/")
def index():
    projects, meetings = all_of(g.actor), queries.meetings_to_come(g.actor)
    if answer := unchanged(projects, [meeting.id for meeting in meetings]):
        return answer
    return render_template("home/index.html", day=queries.day_of(g.actor, projects, meetings), words=state_words())


@bp.post("/looked")
def looked():
    """The reader has seen what others changed, up to the notice that the page showed first."""
    last_id = request.form.get("last", type=row_id) or abort(400)
    notices.read(g.actor, Notice.id <= last_id)
    return done(url_for(".index"))


def move_of_reader(subject):
    """The move that carries a thing on, as a button, or None when it is not the reader's turn."""
    return next_move(subject, g.actor)


@bp.post("/language")
@public
def language():
    return keep("language", request.form.get("language"), LANGUAGES)


@bp.post("/theme")
@public
def theme():
    return keep("theme", request.form.get("theme"), ("auto", "light", "dark"))


def keep(name, value, allowed):
    """Keep a choice with the account, or in a cookie for a visitor, and go back to the page it was made on."""
    if value not in allowed:
        abort(400)
    answer = redirect(next_page(request.form.get("next", "").rstrip("?")), code=303)
    if g.actor.is_signed_in:
        setattr(g.actor, name, value)
        db.session.commit()
    else:
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        answer.set_cookie(name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=secure)
    return answer


@bp.get("/keys")
@public
def keys():
    return render_template("home/keys.html")

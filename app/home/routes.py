"""My day, the reader's language and theme, the shortcuts."""

from flask import Blueprint, abort, g, redirect, render_template, request

from app.accounts.routes import is_ours
from app.config import LANGUAGES
from app.db import db
from app.home import health, queries
from app.pages import public

bp = Blueprint("home", __name__)
bp.register_blueprint(health.bp)
YEAR = 365 * 24 * 60 * 60


def init_app(app):
    app.register_blueprint(bp)


@bp.get("/")
def index():
    return render_template("home/index.html", day=queries.day_of(g.actor))


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
    wanted = request.form.get("next", "").rstrip("?")
    answer = redirect(wanted if is_ours(wanted) else "/", code=303)
    if g.actor.is_signed_in:
        setattr(g.actor, name, value)
        db.session.commit()
    else:
        answer.set_cookie(name, value, max_age=YEAR, samesite="Lax", httponly=True)
    return answer


@bp.get("/keys")
@public
def keys():
    return render_template("home/keys.html")

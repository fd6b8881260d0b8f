"""The page behind the bell, and one's wishes."""

from flask import Blueprint, flash, g, render_template, request, url_for
from flask_babel import gettext as _

from app.addresses import row_id
from app.forms import draw
from app.jobs.queue import every_minute, on_call
from app.journal import sentences
from app.notifications import actions, letters, queries, stopping
from app.notifications.forms import WishesForm
from app.notifications.noticing import take_notice
from app.notifications.telling import tell
from app.pages import done
from workflows.sentences import Sentence

bp = Blueprint("notifications", __name__)
bp.register_blueprint(stopping.bp)


def init_app(app):
    """Mail programs send the click that stops letters by themselves (RFC 8058), with no token but the address."""
    app.register_blueprint(bp)
    app.extensions["csrf"].exempt(stopping.stop)
    letters.init_app()
    sentences.register("user/wish", Sentence("%(who)s changed what they get by e-mail"))
    on_call("take_notice", take_notice_at_once)
    every_minute(take_notice)
    every_minute(tell)


def take_notice_at_once():
    """Somebody is named in a comment, and does not wait for the minute."""
    take_notice()
    tell()


@bp.get("/notifications")
def index():
    things, further = queries.latest_of(g.actor, before=request.args.get("before", type=row_id))
    return render_template("notifications/index.html", things=things, further=further)


@bp.post("/notifications/<int:notice_id>/open")
def open_thing(notice_id):
    """Go to what a notice is about; its notices are read by that."""
    notice = queries.find(notice_id, g.actor)
    actions.read_thing(notice, actor=g.actor)
    return done(sentences.link(notice) or url_for(".index"))


@bp.post("/notifications/<int:notice_id>/read")
def read(notice_id):
    actions.read_thing(queries.find(notice_id, g.actor), actor=g.actor)
    return done(url_for(".index"))


@bp.post("/notifications/read")
def read_all():
    actions.read(g.actor)
    return done(url_for(".index"))


@bp.route("/settings/notifications", methods=["GET", "POST"])
def wishes():
    form = WishesForm(g.actor)
    if form.validate_on_submit():
        actions.change_wishes(g.actor, version=form.drawn_from, **form.values())
        flash(_("Your wishes are saved."), "done")
        return done(url_for(".wishes"))
    return draw("notifications/wishes.html", form)

"""The letters of the whole installation, for its administrators: pause, release, check the way, lift a suspension."""

import json

from flask import Blueprint, abort, flash, g, render_template, url_for
from flask_babel import gettext as _

from app import clock
from app.accounts.models import User
from app.db import begin_write, db
from app.jobs.models import Installation
from app.jobs.queue import call
from app.outbox import checking, health, holds
from app.outbox.bounces import MOST_BOUNCES
from app.pages import done

bp = Blueprint("mail", __name__, url_prefix="/mail")
CHECKED = "mail_check"
LONGEST_SAID = 55


def require_administrator():
    """What an installation does is nobody else's: for them the page does not exist."""
    if not g.actor.is_administrator:
        abort(404)


@bp.get("")
def show():
    require_administrator()
    row = db.session.get(Installation, CHECKED)
    return render_template(
        "outbox/mail.html",
        figures=health.figures(),
        troubles=health.troubles(),
        held=holds.held(),
        suspended=db.session.scalars(suspended()).all(),
        check=json.loads(row.value) if row else None,
        words=checking.WORDS,
    )


def suspended():
    return db.select(User).where(User.bounces >= MOST_BOUNCES, User.disabled_at.is_(None)).order_by(User.sort_kk)


@bp.post("/pause")
def pause():
    require_administrator()
    holds.hold("hand", g.actor.short_name)
    flash(_("No letter goes until you release them."), "done")
    return done(url_for(".show"))


@bp.post("/release")
def release():
    require_administrator()
    holds.release()
    call("send_letters")
    flash(_("Letters go again."), "done")
    return done(url_for(".show"))


@bp.post("/check")
def check():
    """The worker does it: a page never waits for a mail server."""
    require_administrator()
    db.session.merge(Installation(name=CHECKED, value=json.dumps({"at": clock.now().isoformat(), "steps": []})))
    call("check_mail", g.actor.email)
    flash(_("The check is under way; look again in a moment."), "done")
    return done(url_for(".show"))


@bp.post("/suspended/<int:user_id>/lift")
def lift(user_id):
    require_administrator()
    person = db.one_or_404(suspended().where(User.id == user_id))
    person.bounces = 0
    flash(_("Letters go to this person again: %(name)s", name=person.full_name), "done")
    return done(url_for(".show"))


def check_mail(address):
    """Walk the steps and keep what was said of each, cut to what fits."""
    steps = [(step.name, step.went_well, step.said[:LONGEST_SAID]) for step in checking.check(address)]
    begin_write()
    value = json.dumps({"at": clock.now().isoformat(), "steps": steps}, ensure_ascii=False)
    db.session.merge(Installation(name=CHECKED, value=value[:500]))
    db.session.commit()

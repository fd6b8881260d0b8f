"""One's own settings, password and sessions."""

from flask import Blueprint, abort, flash, g, render_template, url_for
from flask_babel import gettext as _

from app.accounts import actions, passwords, queries
from app.accounts.forms import PasswordForm, SettingsForm
from app.accounts.models import SignedInSession
from app.accounts.sessions import end_session
from app.db import db
from app.errors import check_version
from app.forms import draw
from app.pages import begin_writing, begins_itself, done

bp = Blueprint("own", __name__)


@bp.route("/settings", methods=["GET", "POST"])
def edit():
    form = SettingsForm(obj=g.actor)
    if form.validate_on_submit():
        check_version(g.actor, form.drawn_from)
        actions.revise(g.actor, actor=g.actor, **form.values())
        flash(_("Your settings are saved."), "done")
        return done(url_for(".edit"))
    return draw("accounts/settings.html", form, sessions=queries.sessions_of(g.actor), password_form=PasswordForm())


@bp.post("/settings/password")
@begins_itself
def password():
    form = PasswordForm()
    if not form.validate_on_submit():
        return draw("accounts/password.html", form)
    password_hash = passwords.hashed(form.password.data)
    begin_writing()
    actions.set_password(g.actor, password_hash, but=g.signed_in)
    flash(_("Your new password is set; you are signed out everywhere else."), "done")
    return done(url_for(".edit"))


@bp.get("/settings/sessions")
def sessions():
    return render_template("accounts/sessions.html", sessions=queries.sessions_of(g.actor))


@bp.post("/settings/sessions/<int:session_id>/end")
def end(session_id):
    row = db.session.get(SignedInSession, session_id)
    if row is None or row.user_id != g.actor.id:
        abort(404)
    end_session(row)
    flash(_("That browser is signed out."), "done")
    return done(url_for(".sessions"))

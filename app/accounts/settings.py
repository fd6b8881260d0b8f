"""One's own settings, password and sessions."""

from flask import Blueprint, flash, g, render_template, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from app.accounts import actions, passwords, queries
from app.accounts.forms import PasswordForm, SettingsForm
from app.accounts.sessions import end_all_sessions, end_session, start_session
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
        with force_locale(g.actor.language):
            flash(_("Your settings are saved."), "done")
        return done(url_for(".edit"))
    return draw("accounts/settings.html", form, sessions=queries.sessions_of(g.actor), password_form=PasswordForm())


@bp.route("/settings/password", methods=["GET", "POST"])
@begins_itself
def password():
    form = PasswordForm()
    if form.validate_on_submit():
        password_hash = passwords.hashed(form.password.data)
        return begin_writing() or set_password(password_hash)
    return draw("accounts/password.html", form)


def set_password(password_hash):
    """Every session ends, this one too: its browser goes on under a new id."""
    actions.set_password(g.actor, password_hash)
    start_session(g.actor)
    flash(_("Your new password is set; you are signed out everywhere else."), "done")
    return done(url_for(".edit"))


@bp.get("/settings/sessions")
def sessions():
    return render_template("accounts/sessions.html", sessions=queries.sessions_of(g.actor))


@bp.post("/settings/sessions/<int:session_id>/end")
def end(session_id):
    end_session(queries.session_of(g.actor, session_id))
    flash(_("That browser is signed out."), "done")
    return done(url_for(".sessions"))


@bp.post("/settings/sessions/end")
def end_others():
    end_all_sessions(g.actor, but=g.signed_in)
    flash(_("You are signed out everywhere else."), "done")
    return done(url_for(".sessions"))

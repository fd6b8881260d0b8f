"""The page behind an invitation's link: opening it changes nothing, and no account is needed for it."""

from flask import flash, g, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from app import clock
from app.accounts import passwords, tokens
from app.accounts.sessions import end_session, start_session
from app.db import db
from app.forms import draw
from app.language import speak
from app.pages import begin_writing, begins_itself, by_token, done
from app.workgroup import actions, queries
from app.workgroup.forms import AcceptForm
from app.workgroup.models import Invitation
from workflows.invitations import InvitationState


def add_to(bp):
    bp.route("/invitations/<secret>", methods=["GET", "POST"])(answer)


@by_token("invitation")
@begins_itself
def answer(secret):
    """A password is hashed before the write begins, since hashing is slow on purpose."""
    g.by_token = True
    form = AcceptForm()
    if form.is_submitted():
        speak(form.language.data)
        is_whole = form.validate()
        hashed = passwords.hashed(form.password.data) if is_whole and form.password.data else None
        return begin_writing() or answered(secret, form, is_whole, hashed)
    _token, invitation = open_invitation(secret)
    if invitation is None:
        return gone()
    speak(invitation.language)
    form.language.data = invitation.language
    return page(form, invitation)


def answered(secret, form, is_whole, password_hash):
    token, invitation = open_invitation(secret)
    if invitation is None:
        return gone()
    if request.form.get("answer") == "decline":
        actions.decline(invitation, token)
        db.session.commit()
        return render_template("workgroup/declined.html")
    if is_whole or queries.account_of(invitation.email):
        with form.refusals():
            return accepted(invitation, token, form, password_hash)
    return page(form, invitation)


def open_invitation(secret):
    """The token and its invitation while it can be answered, else two times None."""
    token = tokens.find(secret, "invitation")
    invitation = token and db.session.get(Invitation, token.subject_id)
    is_open = invitation and invitation.state is InvitationState.SENT and invitation.expires_at > clock.now()
    return (token, invitation) if is_open else (None, None)


def page(form, invitation):
    known = queries.account_of(invitation.email)
    return draw("workgroup/answer.html", form, invitation=invitation, known=known, is_other=is_other(invitation))


def is_other(invitation):
    """Whether this browser is signed in as somebody else than the invited person."""
    return g.actor.is_signed_in and g.actor.email != invitation.email


def gone():
    return render_template("workgroup/invitation_gone.html"), 410


def accepted(invitation, token, form, password_hash):
    """The seat is taken and the person is signed in; whoever was signed in here before is signed out."""
    queries.lock_seats(invitation.project)
    person = actions.accept(invitation, token, names=form.names(), password_hash=password_hash)
    if g.signed_in:
        end_session(db.session.merge(g.signed_in))
    start_session(person)
    with force_locale(person.language):
        flash(_("Welcome to the workgroup."), "done")
    return done(url_for("overview.show", project_id=invitation.project_id))

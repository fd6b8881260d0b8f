"""Signing in and out, and the first administrator."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.accounts import actions, letters, passwords, queries, settings, tokens
from app.accounts.forms import FirstForm, SignInForm
from app.accounts.next_page import next_page, ours
from app.accounts.sessions import end_this_session, start_session
from app.accounts.sweeping import sweep
from app.db import db, lock
from app.forms import draw
from app.jobs.queue import every_minute
from app.journal import sentences
from app.language import speak
from app.pages import begin_writing, begins_itself, by_token, done, public
from workflows.sentences import Sentence

bp = Blueprint("accounts", __name__)
bp.register_blueprint(settings.bp)


def init_app(app):
    app.register_blueprint(bp)
    letters.init_app()
    every_minute(sweep)
    sentences.register("user/revise", Sentence("%(who)s changed their settings"))
    sentences.register("user/set_password", Sentence("%(who)s set a new password"))


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@begins_itself
def sign_in():
    form = SignInForm()
    if form.validate_on_submit():
        by_link = "link" in request.form or not form.password.data
        return send_link(form) if by_link else sign_in_by_password(form)
    if g.actor.is_signed_in:
        return redirect(next_page(request.args.get("next")))
    return draw("accounts/sign_in.html", form)


def sign_in_by_password(form):
    """The hash is checked before the write begins, since that is slow on purpose, and must be the same after."""
    email = form.email.normal
    if passwords.is_closed(email):
        return turn_away(form, _("Too many wrong passwords. Wait a quarter of an hour, or take a link by e-mail."))
    user = queries.by_email(email)
    checked = user and user.password_hash
    right = passwords.is_right(form.password.data, checked)
    if answered := begin_writing():
        return answered
    if right:
        lock(user)
    if not right or user.password_hash != checked:
        passwords.note_failure(email)
        db.session.commit()
        return turn_away(form, _("The address or the password is not right."))
    passwords.forget_failures(email)
    start_session(user)
    return done(next_page(request.args.get("next")))


def turn_away(form, sentence):
    form.password.errors = [sentence]
    return draw("accounts/sign_in.html", form)


def send_link(form):
    """The same answer whether or not there is an account, so that nobody learns who has one."""
    if answered := begin_writing():
        return answered
    if user := queries.by_email(form.email.normal):
        actions.send_link(user, next_page=ours(request.args.get("next")))
    return done(url_for(".link_sent"))


@bp.get("/sign-in/sent")
@public
def link_sent():
    return render_template("accounts/link_sent.html")


@bp.route("/sign-in/<secret>", methods=["GET", "POST"])
@by_token("sign-in")
def sign_in_by_link(secret):
    """Opening the link shows a button and uses nothing up, since mail scanners open links too."""
    g.by_token = True
    token = tokens.find(secret, "sign-in")
    if token is None or token.user.disabled_at:
        return render_template("accounts/link_gone.html"), 410
    speak(token.user.language)
    if request.method == "POST":
        tokens.use(token)
        start_session(token.user)
        return done(next_page(request.args.get("next")))
    return render_template("accounts/sign_in_by_link.html", person=token.user)


@bp.route("/first/<secret>", methods=["GET", "POST"])
@by_token("first-administrator")
@begins_itself
def first(secret):
    """Where the first administrator is made; closed after use."""
    g.by_token = True
    if first_token(secret) is None:
        return render_template("accounts/first_gone.html"), 410
    form = FirstForm()
    if form.validate_on_submit():
        password_hash = passwords.hashed(form.password.data) if form.password.data else None
        return begin_writing() or make_first(secret, form, password_hash)
    return draw("accounts/first.html", form)


def make_first(secret, form, password_hash):
    """The account, its session, and no second one by this link."""
    token = first_token(secret)
    if token is None:
        return render_template("accounts/first_gone.html"), 410
    tokens.use(token)
    person = actions.make_account(
        email=form.email.normal, password_hash=password_hash, is_administrator=True, **form.names()
    )
    start_session(person)
    return done(url_for("home.index"))


def first_token(secret):
    """The usable token for the first account; None once there is anybody."""
    token = tokens.find(secret, "first-administrator")
    return None if queries.is_there_anybody() else token


@bp.post("/sign-out")
@public
def sign_out():
    end_this_session()
    flash(_("You are signed out."), "done")
    return done(url_for(".sign_in"))

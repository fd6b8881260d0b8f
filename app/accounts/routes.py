"""Signing in and out, and the first administrator."""

from flask import Blueprint, current_app, flash, g, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from app.accounts import actions, letters, passwords, queries, settings, tokens
from app.accounts.forms import FirstForm, SignInForm
from app.accounts.sessions import end_session, start_session
from app.db import db
from app.forms import draw
from app.journal import sentences
from app.pages import begin_writing, begins_itself, by_token, done, public
from workflows.sentences import Sentence

bp = Blueprint("accounts", __name__)
bp.register_blueprint(settings.bp)


def init_app(app):
    app.register_blueprint(bp)
    letters.init_app()
    sentences.register("user/revise", Sentence("%(who)s changed their settings"))
    sentences.register("user/set_password", Sentence("%(who)s set a new password"))


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@begins_itself
def sign_in():
    form = SignInForm()
    if form.validate_on_submit():
        if form.password.data:
            return sign_in_by_password(form)
        return send_link(form)
    return draw("accounts/sign_in.html", form)


def sign_in_by_password(form):
    """Checked before the write begins, since hashing is slow on purpose."""
    email = form.email.normal
    user = queries.by_email(email)
    if passwords.is_closed(email):
        form.password.errors = [_("Too many wrong passwords. Wait a quarter of an hour, or take a link by e-mail.")]
        return draw("accounts/sign_in.html", form)
    right = passwords.is_right(user, form.password.data)
    begin_writing()
    if not right:
        passwords.note_failure(email)
        db.session.commit()
        form.password.errors = [_("The address or the password is not right.")]
        return draw("accounts/sign_in.html", form)
    passwords.forget_failures(email)
    start_session(db.session.merge(user))
    return done(next_page())


def send_link(form):
    """The same answer whether or not there is an account, so that nobody learns who has one."""
    begin_writing()
    if user := queries.by_email(form.email.normal):
        actions.send_link(user)
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
    if token is None:
        return render_template("accounts/link_gone.html"), 410
    if request.method == "POST":
        tokens.use(token)
        start_session(token.user)
        return done(next_page())
    return render_template("accounts/sign_in_by_link.html", person=token.user)


@bp.route("/first/<secret>", methods=["GET", "POST"])
@by_token("first-administrator")
def first(secret):
    """Where the first administrator is made; closed after use."""
    g.by_token = True
    token = tokens.find(secret, "first-administrator")
    if token is None or queries.is_there_anybody():
        return render_template("accounts/link_gone.html"), 410
    form = FirstForm()
    if form.validate_on_submit():
        password = passwords.hashed(form.password.data) if form.password.data else None
        user = actions.make_account(
            email=form.email.normal, password_hash=password, is_administrator=True, **form.names()
        )
        tokens.use(token)
        start_session(user)
        return done(url_for("home.index"))
    return draw("accounts/first.html", form)


@bp.post("/sign-out")
@public
def sign_out():
    if g.signed_in:
        end_session(db.session.merge(g.signed_in))
    session.clear()
    flash(_("You are signed out."), "done")
    return done(url_for(".sign_in"))


def next_page():
    """Where the person wanted to go, if it is a page of ours; else their day."""
    wanted = request.args.get("next", "")
    return wanted if is_ours(wanted) else url_for("home.index")


def is_ours(path):
    """Whether `path` is the address of one of our own pages: one slash first, no control characters, known."""
    if not path.startswith("/") or path.startswith("//") or "\\" in path or not path.isprintable():
        return False
    adapter = current_app.url_map.bind("")
    try:
        adapter.match(path.partition("?")[0], method="GET")
    except HTTPException:
        return False
    return True

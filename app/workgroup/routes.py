"""The workgroup of a project: seats, duties, invitations, and the page behind an invitation's link."""

from flask import Blueprint, flash, g, render_template, request, url_for
from flask_babel import gettext as _

from app import clock
from app.accounts import passwords, tokens
from app.accounts.actors import SYSTEM, Bearer
from app.accounts.queries import by_email
from app.accounts.sessions import start_session
from app.db import begin_write, db
from app.errors import check_version
from app.forms import draw
from app.jobs.queue import every_minute
from app.journal import sentences
from app.outbox.moves import advance, move
from app.pages import begin_writing, begins_itself, by_token, done, posted_version
from app.projects import queries as projects
from app.projects.models import Seat
from app.rights import Act
from app.workgroup import actions, letters, queries
from app.workgroup.forms import AcceptForm, InvitationForm, SeatForm
from app.workgroup.models import Invitation
from workflows.invitations import InvitationState
from workflows.sentences import Sentence

bp = Blueprint("workgroup", __name__)


def init_app(app):
    app.register_blueprint(bp)
    letters.init_app()
    every_minute(expire_old)
    sentences.register_moves(Invitation)
    sentences.register("invitation/create", Sentence("%(who)s invited %(title)s"))
    sentences.register("seat/revise", Sentence("%(who)s changed the duty of a seat: %(title)s"))
    sentences.register("seat/join", Sentence("%(who)s joined the workgroup"))
    sentences.register("seat/leave", Sentence("%(person)s left the workgroup"))


@bp.get("/projects/<int:project_id>/workgroup")
def index(project_id):
    project = projects.find(project_id, g.actor)
    may_fill = project.allows(g.actor, Act.FILL_SEATS)
    return render_template(
        "workgroup/index.html",
        project=project,
        may_fill=may_fill,
        invitations=queries.open_in(project) if may_fill else [],
    )


@bp.route("/projects/<int:project_id>/workgroup/invite", methods=["GET", "POST"])
def invite(project_id):
    project = projects.find(project_id, g.actor)
    project.require(g.actor, Act.FILL_SEATS)
    form = InvitationForm(project, data={"place": request.args.get("seat", "")})
    if form.validate_on_submit():
        with form.refusals():
            invitation = actions.invite(project, actor=g.actor, **form.values())
            flash(_("The invitation is on its way: %(address)s", address=invitation.email), "done")
            return done(url_for(".index", project_id=project.id))
    return draw("workgroup/invite.html", form, project=project)


@bp.post("/projects/<int:project_id>/workgroup/invitations/<int:invitation_id>/revoke")
def revoke(project_id, invitation_id):
    project = projects.find(project_id, g.actor)
    advance(queries.find(invitation_id, project, g.actor), "revoke", actor=g.actor, version=posted_version())
    return done(url_for(".index", project_id=project.id))


def find_seat(project, seat_id):
    return db.one_or_404(db.select(Seat).where(Seat.id == seat_id, Seat.project_id == project.id))


@bp.route("/projects/<int:project_id>/workgroup/seats/<int:seat_id>", methods=["GET", "POST"])
def seat(project_id, seat_id):
    project = projects.find(project_id, g.actor)
    project.require(g.actor, Act.FILL_SEATS)
    seat = find_seat(project, seat_id)
    form = SeatForm(seat, obj=seat if request.method == "GET" else None)
    if form.validate_on_submit():
        check_version(seat, form.drawn_from)
        with form.refusals():
            actions.revise(seat, actor=g.actor, **form.values())
            return done(url_for(".index", project_id=project.id))
    return draw("workgroup/seat.html", form, project=project, seat=seat)


@bp.post("/projects/<int:project_id>/workgroup/seats/<int:seat_id>/leave")
def leave(project_id, seat_id):
    project = projects.find(project_id, g.actor)
    seat = find_seat(project, seat_id)
    if seat.holder is not g.actor:
        project.require(g.actor, Act.FILL_SEATS)
    check_version(seat, posted_version())
    is_own = seat.holder is g.actor
    actions.leave(seat, actor=g.actor)
    return done(url_for("projects.index") if is_own else url_for(".index", project_id=project.id))


@bp.route("/invitations/<secret>", methods=["GET", "POST"])
@by_token("invitation")
@begins_itself
def answer(secret):
    """The page behind the letter's link: opening it changes nothing."""
    g.by_token = True
    form = AcceptForm()
    hashed = passwords.hashed(form.password.data) if form.is_submitted() and form.password.data else None
    if request.method == "POST":
        begin_writing()
    token, invitation = open_invitation(secret)
    if invitation is None:
        return render_template("workgroup/invitation_gone.html"), 410
    known = by_email(invitation.email)
    if request.form.get("answer") == "decline":
        return declined(invitation, token)
    if (known and form.is_submitted()) or form.validate_on_submit():
        return accepted(invitation, token, form, hashed)
    if not form.is_submitted():
        form.language.data = invitation.language
    return draw("workgroup/answer.html", form, invitation=invitation, known=known)


def open_invitation(secret):
    """The token and its invitation while it can be answered, else two times None."""
    token = tokens.find(secret, "invitation")
    invitation = token and db.session.get(Invitation, token.subject_id)
    is_open = invitation and invitation.state is InvitationState.SENT and invitation.expires_at > clock.now()
    return (token, invitation) if is_open else (None, None)


def accepted(invitation, token, form, password_hash):
    person = actions.accept(invitation, Bearer(token), names=form.names(), password_hash=password_hash)
    tokens.use(token)
    start_session(person)
    flash(_("Welcome to the workgroup."), "done")
    return done(url_for("overview.show", project_id=invitation.project_id))


def declined(invitation, token):
    actions.decline(invitation, Bearer(token))
    tokens.use(token)
    db.session.commit()
    return render_template("workgroup/declined.html")


def expire_old():
    """Every minute: invitations past their day run out."""
    over = db.select(Invitation.id).where(Invitation.state == InvitationState.SENT, Invitation.expires_at < clock.now())
    ids = db.session.scalars(over).all()
    for id in ids:
        begin_write()
        invitation = db.session.get(Invitation, id)
        if invitation.state is InvitationState.SENT:
            move(invitation, "expire", actor=SYSTEM)
        db.session.commit()

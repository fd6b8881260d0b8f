"""The workgroup of a project: its seats and duties, who is invited, who leaves."""

from flask import Blueprint, flash, g, render_template, request, url_for
from flask_babel import gettext as _

from app import clock
from app.accounts.actors import SYSTEM
from app.db import begin_write, db
from app.errors import check_version
from app.forms import draw
from app.jobs.queue import every_minute
from app.journal import sentences
from app.moves import choices
from app.outbox.moves import move
from app.outbox.queries import about_subject
from app.pages import done, posted_version
from app.projects import queries as projects
from app.rights import Act
from app.workgroup import actions, answers, letters, queries
from app.workgroup.forms import InvitationForm, SeatForm
from app.workgroup.models import Invitation
from workflows.invitations import InvitationState
from workflows.sentences import Sentence

bp = Blueprint("workgroup", __name__)
answers.add_to(bp)


def init_app(app):
    app.register_blueprint(bp)
    letters.init_app()
    every_minute(expire_old)
    sentences.register_moves(Invitation)
    sentences.register_link("invitation", "workgroup.index", "project_id", by="project_id")
    sentences.register_link("seat", "workgroup.index", "project_id", by="project_id")
    sentences.register("invitation/create", Sentence("%(who)s invited %(title)s"))
    sentences.register("invitation/send_again", Sentence("%(who)s sent the invitation again: %(title)s"))
    sentences.register("invitation/accept", Sentence("%(title)s accepted the invitation"))
    sentences.register("invitation/decline", Sentence("%(title)s declined the invitation"))
    sentences.register("seat/revise", Sentence("%(who)s changed seat %(number)s: %(title)s"))
    sentences.register("seat/revise_observer", Sentence("%(who)s changed the duty of an observer: %(title)s"))
    sentences.register("seat/join", Sentence("%(who)s joined the workgroup"))
    sentences.register("seat/leave", Sentence("%(person)s left the workgroup"))


@bp.get("/projects/<int:project_id>/workgroup")
def index(project_id):
    project = projects.find(project_id, g.actor)
    may_fill = project.allows(g.actor, Act.FILL_SEATS)
    invitations = queries.open_in(project) if may_fill else []
    return render_template(
        "workgroup/index.html",
        project=project,
        may_fill=may_fill,
        observers=[seat for seat in project.seats if seat.number is None and seat.holder],
        invitations=invitations,
        waiting={invitation.seat_id: invitation for invitation in invitations},
    )


@bp.route("/projects/<int:project_id>/workgroup/invite", methods=["GET", "POST"])
def invite(project_id):
    project = projects.find(project_id, g.actor)
    project.require(g.actor, Act.FILL_SEATS)
    form = InvitationForm(project, data={"place": request.args.get("seat", "")})
    if form.validate_on_submit():
        queries.lock_seats(project)
        with form.refusals():
            invitation = actions.invite(project, actor=g.actor, **form.values())
            flash(_("The invitation is on its way: %(address)s", address=invitation.email), "done")
            return done(url_for(".index", project_id=project.id))
    return draw("workgroup/invite.html", form, project=project)


@bp.get("/projects/<int:project_id>/workgroup/invitations/<int:invitation_id>")
def invitation(project_id, invitation_id):
    project = projects.find(project_id, g.actor)
    project.require(g.actor, Act.FILL_SEATS)
    found = queries.find(invitation_id, project, g.actor)
    offered = choices(found, g.actor)
    return render_template(
        "workgroup/invitation.html",
        project=project,
        invitation=found,
        letter=about_subject(found, "workgroup/invite"),
        choices={"revoke": offered["revoke"]} if offered else {},
    )


@bp.post("/projects/<int:project_id>/workgroup/invitations/<int:invitation_id>/send_again")
def send_again(project_id, invitation_id):
    project = projects.find(project_id, g.actor)
    found = queries.find(invitation_id, project, g.actor)
    actions.send_again(found, actor=g.actor, version=posted_version())
    flash(_("The invitation is on its way again: %(address)s", address=found.email), "done")
    return done(url_for(".index", project_id=project.id))


@bp.post("/projects/<int:project_id>/workgroup/invitations/<int:invitation_id>/revoke")
def revoke(project_id, invitation_id):
    project = projects.find(project_id, g.actor)
    actions.revoke(queries.find(invitation_id, project, g.actor), actor=g.actor, version=posted_version())
    flash(_("The invitation is taken back."), "done")
    return done(url_for(".index", project_id=project.id))


@bp.route("/projects/<int:project_id>/workgroup/seats/<int:seat_id>", methods=["GET", "POST"])
def seat(project_id, seat_id):
    """Who sits here and did before; its duty and role are the coordinator's to change."""
    project = projects.find(project_id, g.actor)
    found = queries.find_seat(seat_id, project)
    form = SeatForm(found)
    if form.is_submitted():
        project.require(g.actor, Act.FILL_SEATS)
    if form.validate_on_submit():
        queries.lock_seats(project)
        check_version(found, form.drawn_from)
        with form.refusals():
            actions.revise(found, actor=g.actor, **form.values())
            return done(url_for(".index", project_id=project.id))
    waiting = queries.open_for(found) if found.is_free and project.allows(g.actor, Act.FILL_SEATS) else None
    return draw("workgroup/seat.html", form, project=project, seat=found, waiting=waiting)


@bp.post("/projects/<int:project_id>/workgroup/seats/<int:seat_id>/leave")
def leave(project_id, seat_id):
    project = projects.find(project_id, g.actor)
    found = queries.find_seat(seat_id, project)
    is_own = found.holder is g.actor
    if not is_own:
        project.require(g.actor, Act.FILL_SEATS)
    queries.lock_seats(project)
    check_version(found, posted_version())
    actions.leave(found, actor=g.actor)
    return done(url_for("projects.index") if is_own else url_for(".index", project_id=project.id))


def expire_old():
    """Every minute: invitations past their day run out."""
    for invitation_id in queries.run_out(clock.now()):
        begin_write()
        waiting = db.session.get(Invitation, invitation_id)
        if waiting.state is InvitationState.SENT:
            move(waiting, "expire", actor=SYSTEM)
        db.session.commit()

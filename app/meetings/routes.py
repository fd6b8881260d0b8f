"""Meetings: the list, one of them, its moves, and the answers of those invited."""

from flask import Blueprint, abort, flash, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from app import clock
from app.accounts import tokens
from app.accounts.actors import Bearer
from app.db import db
from app.errors import check_version
from app.etag import unchanged
from app.forms import draw
from app.journal import sentences
from app.meetings import actions, leaving, people, queries, words, write_up
from app.meetings.forms import MeetingForm
from app.meetings.models import Meeting, Minutes
from app.moves import choices
from app.pages import by_token, done, instant, posted_version
from app.projects import queries as projects
from app.projects.glance import at_a_glance
from app.rights import Act
from app.text import say
from app.workgroup.leaving import when_somebody_leaves
from workflows.engine import missing, require
from workflows.meetings import ANSWER, CHANGE, MEETING, WRITE_UP, Answer
from workflows.sentences import Sentence

bp = Blueprint("meetings", __name__)
bp.register_blueprint(write_up.bp)


def init_app(app):
    app.register_blueprint(bp)
    words.init_app(app)
    when_somebody_leaves(leaving.withdraw_from_meetings)
    sentences.register_link("meeting", "meetings.show", "meeting_id")
    sentences.register_moves(Meeting)
    sentences.register_moves(Minutes)
    sentences.register("meeting/create", Sentence("%(who)s prepared the meeting “%(title)s”"))
    sentences.register("meeting/revise", Sentence("%(who)s changed the meeting “%(title)s”"))
    sentences.register("meeting/move", Sentence("%(who)s gave the meeting “%(title)s” a new time or place"))
    sentences.register("meeting/answer", Sentence("%(who)s answered the invitation to “%(title)s”"))
    sentences.register("minutes/write", Sentence("%(who)s wrote the minutes of “%(title)s”"))
    sentences.register("outcome/settle", Sentence("%(who)s wrote down what “%(meeting)s” settled: %(title)s"))


@bp.get("/projects/<int:project_id>/meetings")
def index(project_id):
    project = at_a_glance(project_id, g.actor)
    if answer := unchanged([project], queries.first_to_come(project_id)):
        return answer
    before = request.args.get("before", type=instant)
    meetings, has_more = queries.page_of(project, g.actor, before)
    return render_template(
        "meetings/index.html",
        project=project,
        meetings=meetings,
        has_more=has_more,
        now=clock.now(),
        is_later=before,
    )


@bp.route("/projects/<int:project_id>/meetings/new", methods=["GET", "POST"])
def new(project_id):
    project = projects.find(project_id, g.actor)
    project.require(g.actor, Act.CALL_MEETINGS)
    form = MeetingForm(project, project.time_zone)
    if form.validate_on_submit():
        meeting = actions.schedule(project, actor=g.actor, **form.values())
        flash(_("The meeting is a draft. Announce it when it is ready."), "done")
        return done(url_for(".show", meeting_id=meeting.id))
    return draw("meetings/edit.html", form, project=project, meeting=None)


@bp.get("/meetings/<int:meeting_id>")
def show(meeting_id):
    meeting = queries.find(meeting_id, g.actor)
    return render_template(
        "meetings/show.html",
        project=meeting.project,
        meeting=meeting,
        choices=choices(meeting, g.actor),
        minutes_choices=choices(meeting.minutes, g.actor) if meeting.minutes else {},
        mine=meeting.participant(g.actor.id),
        may_edit=meeting.allows(g.actor, Act.CALL_MEETINGS),
        not_changed=why_not(meeting, CHANGE),
        not_answered=why_not(meeting, ANSWER),
        not_written_up=why_not(meeting, WRITE_UP),
        outcome_form=write_up.outcome_form(meeting),
    )


def why_not(meeting, guards):
    """What stands in the reader's way, in sentences; empty when nothing does."""
    return [say(reason) for reason in missing(meeting, guards, actor=g.actor)]


@bp.route("/meetings/<int:meeting_id>/edit", methods=["GET", "POST"])
def edit(meeting_id):
    meeting = queries.find(meeting_id, g.actor)
    meeting.require(g.actor, Act.CALL_MEETINGS)
    form = MeetingForm(meeting.project, meeting.zone, meeting)
    if not form.is_submitted():
        require(meeting, CHANGE, actor=g.actor)
    if form.validate_on_submit():
        with form.refusals():
            check_version(meeting, form.drawn_from)
            actions.revise(meeting, actor=g.actor, **form.values())
            return done(url_for(".show", meeting_id=meeting.id))
    return draw("meetings/edit.html", form, project=meeting.project, meeting=meeting)


@bp.post(f"/meetings/<int:meeting_id>/<any({','.join(MEETING.triggers)}):trigger>")
def move(meeting_id, trigger):
    meeting = queries.find(meeting_id, g.actor)
    actions.move(meeting, trigger, actor=g.actor, version=posted_version())
    flash(_("The meeting is now: %(state)s", state=pgettext("meeting", meeting.state.value)), "done")
    return done(url_for(".show", meeting_id=meeting.id))


@bp.post("/meetings/<int:meeting_id>/answer")
def answer(meeting_id):
    meeting = queries.find(meeting_id, g.actor)
    take_answer(meeting, g.actor)
    return done(url_for(".show", meeting_id=meeting.id))


def take_answer(meeting, person):
    """Keep the posted answer of somebody who is invited."""
    said = Answer.__members__.get(request.form.get("answer", "").upper())
    if said is None or meeting.participant(person.id) is None:
        abort(400)
    people.answer(meeting, person.id, said, actor=person)
    flash(_("Your answer: %(answer)s", answer=pgettext("answer", said.value)), "done")


@bp.route("/answers/<secret>", methods=["GET", "POST"])
@by_token("answer")
def answer_by_link(secret):
    """The page behind the letter's link: opening it changes nothing, a button answers."""
    g.by_token = True
    token = tokens.find(secret, "answer")
    meeting = token and db.session.get(Meeting, token.subject_id)
    if not meeting or meeting.participant(token.user_id) is None:
        return render_template("meetings/answer_gone.html"), 410
    g.actor = Bearer(token)
    not_answered = why_not(meeting, ANSWER)
    if request.method == "POST" and not not_answered:
        take_answer(meeting, token.user)
        return done(url_for(".answer_by_link", secret=secret))
    mine = meeting.participant(token.user_id)
    return render_template(
        "meetings/answer.html",
        meeting=meeting,
        mine=mine,
        secret=secret,
        person=token.user,
        not_answered=not_answered,
    ), 409 if request.method == "POST" else 200

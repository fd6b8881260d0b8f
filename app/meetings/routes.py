"""Meetings: the list, one of them, its moves, and the answers of those invited."""

from flask import Blueprint, flash, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from app import clock
from app.addresses import instant
from app.comments import subjects
from app.errors import check_version
from app.etag import unchanged
from app.forms import draw
from app.journal import sentences
from app.meetings import actions, answers, leaving, queries, under_way, words
from app.meetings.forms import MeetingForm
from app.meetings.minutes import guest_papers, papers, write_up
from app.meetings.minutes.actions import forget_tasks
from app.meetings.minutes.models import Minutes
from app.meetings.models import Meeting
from app.meetings.parking import routes as parking
from app.meetings.polls import routes as polls
from app.meetings.series import routes as series
from app.meetings.series.actions import revise_following
from app.meetings.series.queries import to_come_in
from app.meetings.shown import find_shown
from app.meetings.things import queries as things
from app.meetings.things import words as words_of_things
from app.meetings.things.choosing import offer
from app.meetings.words import why_not
from app.moves import choices
from app.pages import done, or_my_day, posted_version
from app.projects import queries as projects
from app.projects.glance import at_a_glance
from app.rights import Act
from app.tasks import purging
from app.tasks.ties import linked
from app.workgroup.leaving import when_somebody_leaves
from workflows.engine import require
from workflows.meetings import ANSWER, CHANGE, MEETING, PUT_BACK, WRITE_UP, MeetingState
from workflows.sentences import Sentence, p

bp = Blueprint("meetings", __name__)
bp.register_blueprint(answers.bp)
bp.register_blueprint(guest_papers.bp)
bp.register_blueprint(papers.bp)
bp.register_blueprint(parking.bp)
bp.register_blueprint(polls.bp)
bp.register_blueprint(series.bp)
bp.register_blueprint(under_way.bp)
bp.register_blueprint(write_up.bp)


def init_app(app):
    app.register_blueprint(bp)
    words.init_app(app)
    parking.init_app(app)
    polls.init_app(app)
    series.init_app(app)
    when_somebody_leaves(leaving.withdraw_from_meetings)
    shown = (Meeting.state != MeetingState.DRAFT,)
    linked.register(Meeting, Meeting.title, address=page, word=p("subject", "Meetings"), also_shown=shown)
    linked.mentioned_by(Meeting, things.speaks_of, Meeting.starts_wall)
    words_of_things.init_app(app)
    app.add_template_global(things.meetings_about)
    purging.before(forget_tasks)
    purging.before(things.forget_tasks)
    subjects.register("meeting", queries.announced_to, page)
    sentences.register_link("meeting", "meetings.show", "meeting_id")
    sentences.register_moves(Meeting)
    sentences.register_moves(Minutes)
    sentences.register("meeting/create", Sentence("%(who)s prepared the meeting “%(title)s”"))
    sentences.register("meeting/revise", Sentence("%(who)s changed the meeting “%(title)s”"))
    sentences.register("meeting/move", Sentence("%(who)s gave the meeting “%(title)s” a new time or place"))
    sentences.register("meeting/answer", Sentence("%(who)s answered the invitation to “%(title)s”"))
    sentences.register("meeting/answer_for", Sentence("%(who)s wrote down what %(name)s answered to “%(title)s”"))
    sentences.register("meeting/answer_guest", Sentence("%(name)s answered the invitation to “%(title)s”"))
    sentences.register(
        "meeting/answer_by_mail", Sentence("%(name)s answered the invitation to “%(title)s” from the calendar")
    )
    sentences.register("meeting/attend", Sentence("%(who)s ticked off who is at “%(title)s”"))
    sentences.register("minutes/amend", Sentence("%(who)s added amendment %(number)s to the minutes of “%(title)s”"))
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
        recurring=[] if before else to_come_in(project.id),
        now=clock.now(),
        is_later=before,
    )


@bp.route("/projects/<int:project_id>/meetings/new", methods=["GET", "POST"])
def new(project_id):
    project = projects.find(project_id, g.actor)
    project.require(g.actor, Act.CALL_MEETINGS)
    form = MeetingForm(project, project.time_zone)
    offer(form, project)
    if not form.look.data and form.validate_on_submit():
        meeting = actions.schedule(project, actor=g.actor, **form.values())
        return done(page_after(meeting, form))
    return draw("meetings/edit.html", form, project=project, meeting=None)


def page_after(meeting, form):
    """Where a meeting that was just drafted goes on: its rule, its proposed days, or its own page."""
    if form.was_held.data:
        actions.move(meeting, "enter", actor=g.actor, version=meeting.version)
        flash(_("The meeting is entered. Nobody got a letter; now write down who was there."), "done")
    elif form.repeats.data:
        return url_for(".series.repeat", meeting_id=meeting.id)
    elif meeting.is_day_open:
        return url_for(".polls.propose", meeting_id=meeting.id)
    else:
        flash(_("The meeting is a draft. Announce it when it is ready."), "done")
    return page(meeting.id)


@bp.get("/meetings/<int:meeting_id>")
def show(meeting_id):
    meeting = find_shown(meeting_id, g.actor)
    return render_template(
        "meetings/show.html",
        project=meeting.project,
        meeting=meeting,
        choices=words.offered(meeting, choices(meeting, g.actor)),
        minutes_choices=choices(meeting.record, g.actor),
        mine=meeting.participant(g.actor.id),
        may_edit=meeting.allows(g.actor, Act.CALL_MEETINGS),
        not_changed=why_not(meeting, CHANGE),
        not_answered=why_not(meeting, ANSWER),
        not_put_back=why_not(meeting, PUT_BACK),
        not_written_up=why_not(meeting, WRITE_UP),
        outcome_form=write_up.outcome_form(meeting),
    )


@bp.route("/meetings/<int:meeting_id>/edit", methods=["GET", "POST"])
def edit(meeting_id):
    meeting = queries.find(meeting_id, g.actor)
    meeting.require(g.actor, Act.CALL_MEETINGS)
    form = MeetingForm(meeting.project, meeting.zone, meeting)
    offer(form, meeting.project, meeting)
    if not form.is_submitted():
        require(meeting, CHANGE, actor=g.actor)
    if not form.look.data and form.validate_on_submit():
        with form.refusals():
            check_version(meeting, form.drawn_from)
            change = revise_following if meeting.series_id and form.is_about_following else actions.revise
            change(meeting, actor=g.actor, **form.values())
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
    answers.take_answer(meeting.participant(g.actor.id), g.actor)
    return done(or_my_day(page(meeting.id)))


def page(meeting_id):
    return url_for("meetings.show", meeting_id=meeting_id)

"""The pages of a poll: propose days, say which suit, look at what was said, settle on one."""

from flask import Blueprint, abort, flash, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from app import dates
from app.forms import draw
from app.journal import sentences
from app.language import choose_zone
from app.meetings import queries as meetings
from app.meetings.answers import holder_of
from app.meetings.polls import actions, letters, queries
from app.meetings.polls.forms import DaysForm
from app.meetings.polls.models import Suits
from app.meetings.words import why_not
from app.pages import by_token, done, posted_version
from app.rights import Act
from workflows.engine import require
from workflows.meetings import ASK_FOR_DAY, SAY_DAY
from workflows.sentences import Sentence

bp = Blueprint("polls", __name__)
TONES = {Suits.YES: "good", Suits.IF_NEEDED: "gold", Suits.NO: "bad"}


def init_app(app):
    letters.init_app()
    app.add_template_global(suits)
    sentences.register("meeting/ask_for_day", Sentence("%(who)s asked which day suits for “%(title)s”"))
    sentences.register("meeting/nudge", Sentence("%(who)s asked once more for a day for “%(title)s”"))


def suits():
    """What can be said to a day, as name, words and colour."""
    return [(says.name.lower(), pgettext("poll", says.value), TONES[says]) for says in Suits]


@bp.route("/meetings/<int:meeting_id>/poll/days", methods=["GET", "POST"])
def propose(meeting_id):
    meeting = meetings.find_invited(meeting_id, g.actor)
    meeting.require(g.actor, Act.CALL_MEETINGS)
    form = DaysForm(meeting, queries.slots_of(meeting))
    if not form.is_submitted():
        require(meeting, ASK_FOR_DAY, actor=g.actor)
    if form.validate_on_submit():
        with form.refusals():
            actions.propose(meeting, form.walls, actor=g.actor, version=form.drawn_from)
            flash(_("Everybody invited is asked for a day."), "done")
            return done(url_for(".show", meeting_id=meeting.id))
    return draw("meetings/polls/propose.html", form, project=meeting.project, meeting=meeting)


@bp.get("/meetings/<int:meeting_id>/poll")
def show(meeting_id):
    meeting = meetings.find_invited(meeting_id, g.actor)
    return drawn(
        meeting, meeting.participant(g.actor.id), url_for(".say", meeting_id=meeting.id), project=meeting.project
    )


def drawn(meeting, mine, action, project=None):
    slots = queries.slots_of(meeting)
    tallies = queries.tallied(meeting, slots)
    return render_template(
        "meetings/polls/show.html",
        project=project,
        meeting=meeting,
        mine=mine,
        action=action,
        tallies=tallies,
        best=queries.best_of(tallies),
        silent=queries.silent(meeting, slots),
        zone=choose_zone() if g.actor.is_signed_in else meeting.zone,
        in_zone=dates.moment,
        may_choose=project is not None and meeting.allows(g.actor, Act.CALL_MEETINGS),
        not_said=why_not(meeting, SAY_DAY),
    )


@bp.post("/meetings/<int:meeting_id>/poll")
def say(meeting_id):
    meeting = meetings.find_invited(meeting_id, g.actor)
    take(meeting.participant(g.actor.id), g.actor)
    return done(url_for(".show", meeting_id=meeting.id))


def take(row, actor):
    """Keep what was posted for each day; a day that is left open stays as it was."""
    if row is None:
        abort(400)
    actions.say(row, posted(queries.slots_of(row.meeting)), actor=actor)
    flash(_("Thank you. Your answer is kept, and you can change it until the day is settled."), "done")


def posted(slots):
    found = {slot.id: request.form.get(f"slot-{slot.id}", "").upper() for slot in slots}
    if not set(found.values()) <= {*Suits.__members__, ""}:
        abort(400)
    return {slot_id: Suits[says] for slot_id, says in found.items() if says}


@bp.post("/meetings/<int:meeting_id>/poll/nudge")
def nudge(meeting_id):
    meeting = meetings.find_invited(meeting_id, g.actor)
    meeting.require(g.actor, Act.CALL_MEETINGS)
    flash(_("Asked once more: %(n)s", n=actions.nudge(meeting, actor=g.actor)), "done")
    return done(url_for(".show", meeting_id=meeting.id))


@bp.post("/meetings/<int:meeting_id>/poll/<int:slot_id>/choose")
def choose(meeting_id, slot_id):
    meeting = meetings.find_invited(meeting_id, g.actor)
    meeting.require(g.actor, Act.CALL_MEETINGS)
    slot = next((slot for slot in queries.slots_of(meeting) if slot.id == slot_id), None) or abort(404)
    actions.choose(meeting, slot, actor=g.actor, version=posted_version())
    flash(_("The day is settled, and everybody is invited."), "done")
    return done(url_for("meetings.show", meeting_id=meeting.id))


@bp.route("/polls/<secret>", methods=["GET", "POST"])
@by_token("poll")
def by_link(secret):
    """The page behind the letter's link: opening it changes nothing, a button answers."""
    g.by_token = True
    row, actor = holder_of(secret, "poll")
    if row is None:
        return render_template("meetings/answer_gone.html"), 410
    address = url_for(".by_link", secret=secret)
    if request.method == "POST" and not why_not(row.meeting, SAY_DAY):
        take(row, actor)
        return done(address)
    return drawn(row.meeting, row, address), 409 if request.method == "POST" else 200

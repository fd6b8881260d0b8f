"""The page of a meeting's reminders."""

from flask import Blueprint, abort, flash, g, url_for
from flask_babel import ngettext

from app.forms import draw
from app.journal import sentences
from app.meetings import queries
from app.meetings.words import why_not
from app.pages import done
from app.reminders import letters, own
from app.reminders.forms import NowForm, ReminderForm
from app.reminders.table import lines_of
from app.rights import Act
from workflows.engine import require
from workflows.meetings import ANSWER, CHANGE
from workflows.sentences import Sentence

bp = Blueprint("reminders", __name__)


def init_app(app):
    app.register_blueprint(bp)
    letters.init_app(app)
    sentences.register("meeting/reminders", Sentence("%(who)s changed the reminders of “%(title)s”"))
    sentences.register("meeting/remind", Sentence("%(who)s reminded those invited to “%(title)s”"))


@bp.get("/meetings/<int:meeting_id>/reminders")
def index(meeting_id):
    return page(queries.find_reminders(meeting_id, g.actor))


def page(meeting, **refused):
    """The page with its three forms, or with the one that was refused. Only the coordinator sees others' reminders."""
    mine = meeting.participant(g.actor.id)
    may_call = meeting.allows(g.actor, Act.CALL_MEETINGS)
    shown = meeting.invited if may_call else [mine] if mine else []
    forms = {
        "form": ReminderForm(meeting, prefix="own-"),
        "common": ReminderForm(meeting, prefix="common-"),
        "now": NowForm(prefix="now-"),
    }
    forms |= refused
    drawn = next(iter(refused.values()), forms["form"])
    lines = lines_of(meeting, shown)
    off = {rule.minutes_before for rule in meeting.reminder_rules if rule.user_id == g.actor.id and rule.is_off}
    return draw(
        "reminders/index.html",
        drawn,
        project=meeting.project,
        meeting=meeting,
        lines=lines,
        mine=mine,
        may_call=may_call,
        own_form=forms["form"],
        common_form=forms["common"],
        now_form=forms["now"],
        off=off,
        not_now=why_not(meeting, ANSWER),
        not_changed=why_not(meeting, CHANGE),
    )


def find(meeting_id):
    """The meeting, for somebody who is invited to it."""
    meeting = queries.find_reminders(meeting_id, g.actor)
    return meeting if meeting.participant(g.actor.id) else abort(404)


def back(meeting):
    return done(url_for(".index", meeting_id=meeting.id))


@bp.post("/meetings/<int:meeting_id>/reminders/own")
def add_own(meeting_id):
    meeting = find(meeting_id)
    require(meeting, CHANGE, actor=g.actor)
    form = ReminderForm(meeting, prefix="own-")
    if form.validate_on_submit():
        own.add(meeting, actor=g.actor, person=g.actor, **form.values())
        return back(meeting)
    return page(meeting, form=form)


@bp.post("/meetings/<int:meeting_id>/reminders/common")
def add_common(meeting_id):
    meeting = queries.find_reminders(meeting_id, g.actor)
    meeting.require(g.actor, Act.CALL_MEETINGS)
    require(meeting, CHANGE, actor=g.actor)
    form = ReminderForm(meeting, prefix="common-")
    if form.validate_on_submit():
        own.add(meeting, actor=g.actor, **form.values())
        return back(meeting)
    return page(meeting, common=form)


@bp.post("/meetings/<int:meeting_id>/reminders/<int:rule_id>/remove")
def remove(meeting_id, rule_id):
    """One's own reminder; a common one is the coordinator's."""
    meeting = queries.find_reminders(meeting_id, g.actor)
    rule = rule_of(meeting, rule_id, (None, g.actor.id))
    if rule.user_id is None:
        meeting.require(g.actor, Act.CALL_MEETINGS)
    own.remove(meeting, rule, actor=g.actor)
    return back(meeting)


@bp.post("/meetings/<int:meeting_id>/reminders/<int:rule_id>/<any(on,off):how>")
def switch(meeting_id, rule_id, how):
    meeting = find(meeting_id)
    own.switch(meeting, rule_of(meeting, rule_id, (None,)), g.actor, is_off=how == "off")
    return back(meeting)


def rule_of(meeting, rule_id, owners):
    rules = (rule for rule in meeting.reminder_rules if rule.user_id in owners)
    return next((rule for rule in rules if rule.id == rule_id), None) or abort(404)


@bp.post("/meetings/<int:meeting_id>/reminders/now")
def now(meeting_id):
    meeting = queries.find_reminders(meeting_id, g.actor)
    meeting.require(g.actor, Act.CALL_MEETINGS)
    form = NowForm(prefix="now-")
    if form.validate_on_submit():
        n = own.remind_now(meeting, actor=g.actor, **form.values())
        flash(ngettext("%(num)d reminder is on its way.", "%(num)d reminders are on their way.", n), "done")
        return back(meeting)
    return page(meeting, now=form)

"""The one screen of a meeting while it goes on."""

from flask import Blueprint, abort, g, render_template, request, url_for

from app import clock
from app.db import db
from app.forms import tidy_paragraphs
from app.meetings import notes, queries
from app.meetings.forms import OutcomeForm
from app.meetings.things.queries import things_of
from app.meetings.words import why_not
from app.pages import done
from app.rights import Act
from workflows.meetings import WRITE_UP

bp = Blueprint("under_way", __name__)
LONGEST = 20_000


@bp.get("/meetings/<int:meeting_id>/during")
def show(meeting_id):
    meeting = queries.find_without_outcomes(meeting_id, g.actor)
    return render_template(
        "meetings/during.html",
        project=meeting.project,
        meeting=meeting,
        about=things_of(meeting.id),
        now=clock.now(),
        not_written_up=why_not(meeting, WRITE_UP) or why_no_member(meeting),
        earlier=queries.read_outcomes(meeting),
        outcome_form=OutcomeForm(meeting.project, meeting.agenda),
    )


def why_no_member(meeting):
    """Those who only observe read along."""
    return [] if meeting.allows(g.actor, Act.EDIT_TASKS) else [""]


def find(meeting_id, item_id=None):
    """The meeting, or one of its topics, for somebody who may write it up."""
    meeting = queries.find_under_way(meeting_id, g.actor)
    meeting.require(g.actor, Act.EDIT_TASKS)
    if item_id is None:
        return meeting
    return next((item for item in meeting.agenda if item.id == item_id), None) or abort(404)


def back(meeting_id, anchor):
    return done(url_for(".show", meeting_id=meeting_id, _anchor=anchor))


@bp.post("/meetings/<int:meeting_id>/during/<int:item_id>/notes")
def write(meeting_id, item_id):
    """Keep notes: asked by the page's script for the state alone, without it by the button."""
    item = find(meeting_id, item_id)
    text = tidy_paragraphs(request.form.get("notes", ""))[:LONGEST]
    if "join" in request.form:
        notes.join(item, actor=g.actor, text=text)
        return back(meeting_id, f"topic-{item.id}")
    base = request.form.get("mine" if "mine" in request.form else "base", -1, type=int)
    if notes.take(item, actor=g.actor, text=text, base=base):
        return state(item) if is_asked_by_script() else back(meeting_id, f"topic-{item.id}")
    return clash(item, text)


def is_asked_by_script():
    return request.headers.get("X-Requested-With") == "fetch"


def state(item):
    db.session.commit()
    return render_template("meetings/_notes_state.html", item=item, now=clock.now())


def clash(item, text):
    """Both texts; nothing was written."""
    db.session.rollback()
    template = "meetings/_clash.html" if is_asked_by_script() else "meetings/clash.html"
    return render_template(template, meeting=item.meeting, project=item.meeting.project, item=item, typed=text), 409


@bp.get("/meetings/<int:meeting_id>/during/<int:item_id>/notes")
def look(meeting_id, item_id):
    """Whether somebody else writes there, for a page that stays open."""
    item = find(meeting_id, item_id)
    base = request.args.get("base", 0, type=int)
    return render_template("meetings/_notes_state.html", item=item, now=clock.now(), base=base)


@bp.post("/meetings/<int:meeting_id>/during/<int:item_id>/<any(begin,end):how>")
def run(meeting_id, item_id, how):
    item = find(meeting_id, item_id)
    (notes.begin if how == "begin" else notes.end)(item, actor=g.actor)
    return back(meeting_id, f"topic-{item.id}")


@bp.post("/meetings/<int:meeting_id>/during/attendance")
def attend(meeting_id):
    meeting = find(meeting_id)
    ticked, shown = (set(request.form.getlist(name, type=int)) for name in ("present", "shown"))
    notes.tick_off(meeting, actor=g.actor, came=ticked - shown, left=shown - ticked)
    return back(meeting_id, "attendance")

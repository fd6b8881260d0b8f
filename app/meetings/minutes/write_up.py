"""After a meeting: attendance, minutes, and what was settled."""

from flask import Blueprint, flash, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from app.addresses import row_id
from app.errors import check_version
from app.forms import draw
from app.kazakh import tidy
from app.meetings import queries
from app.meetings.forms import MinutesForm, OutcomeForm
from app.meetings.minutes import actions as minutes
from app.pages import done, posted_version
from app.projects.glance import at_a_glance
from app.rights import Act
from workflows.engine import missing, require
from workflows.meetings import MINUTES, WRITE_UP

bp = Blueprint("write_up", __name__)


def outcome_form(meeting):
    """The form for what was settled, while there is something to settle."""
    return None if missing(meeting, WRITE_UP, actor=g.actor) else OutcomeForm(meeting.project)


@bp.route("/meetings/<int:meeting_id>/minutes", methods=["GET", "POST"])
def write(meeting_id):
    meeting = queries.find(meeting_id, g.actor)
    meeting.require(g.actor, Act.EDIT_TASKS)
    form = MinutesForm(meeting)
    if not form.is_submitted():
        require(meeting, WRITE_UP, actor=g.actor)
    if form.validate_on_submit():
        with form.refusals():
            check_version(
                minutes.minutes_of(meeting),
                form.drawn_from if meeting.minutes.text else meeting.minutes.version,
            )
            minutes.write(meeting, actor=g.actor, text=form.text.data, present=form.present.data)
            return done(url_for("meetings.show", meeting_id=meeting.id))
    return draw("meetings/minutes.html", form, project=meeting.project, meeting=meeting)


@bp.post(f"/meetings/<int:meeting_id>/minutes/<any({','.join(MINUTES.triggers)}):trigger>")
def move(meeting_id, trigger):
    meeting = queries.find(meeting_id, g.actor)
    written = minutes.minutes_of(meeting)
    left_out = request.form.getlist("left_out", type=row_id)
    minutes.move(written, trigger, actor=g.actor, version=posted_version(), left_out=left_out)
    flash(_("The minutes are now: %(state)s", state=pgettext("minutes", written.state.value)), "done")
    return done(url_for("meetings.show", meeting_id=meeting.id))


@bp.post("/meetings/<int:meeting_id>/outcomes")
def settle(meeting_id):
    meeting = queries.find(meeting_id, g.actor)
    meeting.require(g.actor, Act.EDIT_TASKS)
    form = OutcomeForm(meeting.project, meeting.agenda)
    if form.validate_on_submit():
        with form.refusals():
            outcome = minutes.settle(meeting, actor=g.actor, **form.values())
            return done(page_after(outcome))
    return draw("meetings/settle.html", form, project=meeting.project, meeting=meeting)


def page_after(outcome):
    """Back to where it was typed: the screen of the meeting that goes on, or its page."""
    if "during" in request.form:
        topic = outcome.agenda_item_id
        anchor = f"topic-{topic}" if topic else "outcomes"
        return url_for("meetings.under_way.show", meeting_id=outcome.meeting_id, _anchor=anchor)
    return url_for("meetings.show", meeting_id=outcome.meeting_id, _anchor="outcomes")


@bp.get("/projects/<int:project_id>/decisions")
def decisions(project_id):
    """The register of decisions."""
    project = at_a_glance(project_id, g.actor)
    words = tidy(request.args.get("words", ""))[:100]
    shown, has_more = queries.page_of_decisions(project, words, request.args.get("before", type=row_id))
    return render_template("meetings/decisions.html", project=project, decisions=shown, words=words, has_more=has_more)

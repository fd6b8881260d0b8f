"""The pages of a series: repeat a meeting, look at its days, announce them, and end them from one on."""

from flask import Blueprint, flash, g, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.forms import draw
from app.jobs.queue import every_minute
from app.journal import sentences
from app.meetings import queries as meetings
from app.meetings.series import actions, queries, rules
from app.meetings.series.forms import RepeatForm
from app.meetings.words import why_not
from app.pages import done, posted_version
from app.projects.glance import at_a_glance
from app.rights import Act
from workflows.engine import require
from workflows.meetings import ANNOUNCE_SERIES, REPEAT
from workflows.sentences import Sentence

bp = Blueprint("series", __name__)


def init_app(app):
    app.add_template_global(rules.in_words, "recurs")
    every_minute(actions.announce_due)
    sentences.register_link("series", "meetings.series.show", "series_id")
    sentences.register("meeting/repeat", Sentence("%(who)s repeated the meeting “%(title)s”. Meetings: %(n)s"))
    sentences.register("series/announce", Sentence("%(who)s announced the recurring meeting “%(title)s”"))


@bp.route("/meetings/<int:meeting_id>/repeat", methods=["GET", "POST"])
def repeat(meeting_id):
    """The rule with its days beneath: changing the rule shows its days first, and only days that were seen are kept."""
    meeting = meetings.find_reminders(meeting_id, g.actor)
    meeting.require(g.actor, Act.CALL_MEETINGS)
    form = RepeatForm(meeting)
    if not form.is_submitted():
        require(meeting, REPEAT, actor=g.actor)
        return drawn(form, meeting, form.proposed())
    if not form.validate_on_submit() or form.is_to_be_shown:
        return drawn(form, meeting, form.proposed())
    with form.refusals():
        series = actions.repeat(meeting, actor=g.actor, version=form.drawn_from, **form.values())
        flash(_("The meetings are drafts. Announce them when they are ready."), "done")
        return done(url_for(".show", series_id=series.id))
    return drawn(form, meeting, form.proposed())


def drawn(form, meeting, days):
    """The page with these days, ticked as they were chosen."""
    days = [(day, form.chosen(day)) for day in days]
    form.seen.data = form.looked_at if days else ""
    return draw("meetings/series/repeat.html", form, project=meeting.project, meeting=meeting, days=days)


@bp.get("/series/<int:series_id>")
def show(series_id):
    series = queries.find(series_id, g.actor)
    return render_template(
        "meetings/series/show.html",
        project=at_a_glance(series.project_id, g.actor),
        series=series,
        meetings=queries.meetings_of(series),
        left_out=rules.read_exceptions(series.exceptions),
        may_edit=series.allows(g.actor, Act.CALL_MEETINGS),
        not_announced=why_not(series, ANNOUNCE_SERIES),
    )


@bp.post("/series/<int:series_id>/announce")
def announce(series_id):
    series = queries.find(series_id, g.actor)
    n = actions.announce(series, actor=g.actor, version=posted_version())
    flash(
        ngettext(
            "%(num)d meeting is announced now; the others follow in time.",
            "%(num)d meetings are announced now; the others follow in time.",
            n,
        ),
        "done",
    )
    return done(url_for(".show", series_id=series.id))


@bp.post("/meetings/<int:meeting_id>/cancel-following")
def cancel_following(meeting_id):
    meeting = meetings.find(meeting_id, g.actor)
    meeting.require(g.actor, Act.CALL_MEETINGS)
    n = actions.cancel_following(meeting, actor=g.actor, version=posted_version())
    flash(ngettext("%(num)d meeting is cancelled.", "%(num)d meetings are cancelled.", n), "done")
    return done(url_for("meetings.show", meeting_id=meeting.id))

"""The parking place of a project: what waits there, and how topics come in and go into an agenda."""

from flask import Blueprint, abort, flash, g, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.addresses import row_id
from app.forms import draw
from app.journal import sentences
from app.meetings import queries as meetings
from app.meetings.parking import actions, queries
from app.meetings.parking.forms import ParkForm
from app.pages import done
from app.projects.glance import at_a_glance
from app.rights import Act
from workflows.sentences import Sentence

bp = Blueprint("parking", __name__)


def init_app(app):
    sentences.register_link("topic", "meetings.parking.index", "project_id", by="project_id")
    sentences.register("topic/park", Sentence("%(who)s put a topic into the parking place: “%(title)s”"))
    sentences.register("topic/drop", Sentence("%(who)s took a topic out of the parking place: “%(title)s”"))
    sentences.register("meeting/take", Sentence("%(who)s took “%(topic)s” into the agenda of “%(title)s”"))


@bp.route("/projects/<int:project_id>/parking", methods=["GET", "POST"])
def index(project_id):
    project = at_a_glance(project_id, g.actor)
    form = ParkForm()
    if form.is_submitted():
        project.require(g.actor, Act.PARK_TOPICS)
    if form.validate_on_submit():
        actions.park(project.id, actor=g.actor, title=form.title.data)
        flash(_("The topic waits in the parking place."), "done")
        return done(url_for(".index", project_id=project.id))
    after = request.args.get("after", 0, type=row_id)
    topics, has_more = queries.waiting_in(project, after)
    return draw("meetings/parking.html", form, project=project, topics=topics, has_more=has_more, is_later=after)


@bp.post("/meetings/<int:meeting_id>/park")
def park(meeting_id):
    """A new topic, from the page of a meeting."""
    meeting = meetings.find_bare(meeting_id, g.actor)
    meeting.require(g.actor, Act.PARK_TOPICS)
    form = ParkForm()
    if form.validate_on_submit():
        actions.park(meeting.project_id, actor=g.actor, title=form.title.data, meeting=meeting)
        flash(_("The topic waits in the parking place."), "done")
        return done(page(meeting))
    return draw("meetings/park.html", form, project=meeting.project, meeting=meeting)


@bp.post("/meetings/<int:meeting_id>/during/<int:item_id>/park")
def put_back(meeting_id, item_id):
    """A topic of the meeting that goes on."""
    meeting = meetings.find_under_way(meeting_id, g.actor)
    meeting.require(g.actor, Act.PARK_TOPICS)
    item = next((item for item in meeting.agenda if item.id == item_id), None) or abort(404)
    actions.put_back(meeting, [item], actor=g.actor)
    return done(url_for("meetings.under_way.show", meeting_id=meeting.id, _anchor=f"topic-{item.id}"))


@bp.post("/meetings/<int:meeting_id>/park-the-rest")
def put_all_back(meeting_id):
    """All that the meeting did not come to."""
    meeting = meetings.find_under_way(meeting_id, g.actor)
    meeting.require(g.actor, Act.CALL_MEETINGS)
    settled = {outcome.agenda_item_id for outcome in meeting.outcomes}
    left = [item for item in meeting.agenda if not item.is_begun and item.id not in settled]
    n = actions.put_back(meeting, left, actor=g.actor)
    flash(ngettext("%(num)d topic waits in the parking place.", "%(num)d topics wait in the parking place.", n), "done")
    return done(page(meeting))


@bp.post("/meetings/<int:meeting_id>/take/<int:topic_id>")
def take(meeting_id, topic_id):
    meeting = meetings.find(meeting_id, g.actor)
    meeting.require(g.actor, Act.CALL_MEETINGS)
    topic = queries.find(topic_id, g.actor)
    if topic.project_id != meeting.project_id:
        abort(404)
    actions.take(topic, meeting, actor=g.actor)
    flash(_("The topic is on the agenda: %(title)s", title=topic.title), "done")
    return done(page(meeting))


@bp.post("/parking/<int:topic_id>/drop")
def drop(topic_id):
    topic = queries.find(topic_id, g.actor)
    actions.drop(topic, actor=g.actor)
    flash(_("The topic waits no longer: %(title)s", title=topic.title), "done")
    return done(url_for(".index", project_id=topic.project_id))


def page(meeting):
    return url_for("meetings.show", meeting_id=meeting.id, _anchor="agenda")

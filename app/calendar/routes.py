"""A meeting as a file for one's calendar."""

from flask import Blueprint, Response, abort, g, url_for

from app import clock
from app.calendar import feeds, letters, minutes_letters
from app.calendar.ical import meeting_calendar
from app.calendar.organizer import organizer
from app.calendar.replies import watching
from app.meetings import queries
from app.outbox.links import absolute
from workflows.meetings import MeetingState

bp = Blueprint("calendar", __name__)
bp.register_blueprint(feeds.bp)


def init_app(app):
    app.register_blueprint(bp)
    letters.init_app(app)
    minutes_letters.init_app()
    watching.init_app(app)


@bp.get("/meetings/<int:meeting_id>.ics")
def meeting(meeting_id):
    """A meeting without a day has no such file: its hours only hold the place of those still asked for."""
    meeting = queries.find(meeting_id, g.actor)
    if meeting.is_day_open:
        abort(404)
    cancelled = meeting.state is MeetingState.CANCELLED
    file = meeting_calendar(
        meeting,
        method="CANCEL" if cancelled else "PUBLISH",
        people=meeting.invited,
        organizer=organizer(),
        url=absolute("meetings.show", meeting_id=meeting.id),
        stamp=clock.now(),
    )
    name = url_for(".meeting", meeting_id=meeting.id).rpartition("/")[2]
    headers = {"Content-Disposition": f'attachment; filename="meeting-{name}"'}
    return Response(file, mimetype="text/calendar", headers=headers)

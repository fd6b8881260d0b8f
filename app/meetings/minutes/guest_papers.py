"""Approved minutes behind the link of somebody from outside: the page, the PDF and the DOCX, and nothing else."""

from flask import Blueprint, abort, g, render_template

from app.meetings import queries
from app.meetings.answers import holder_of
from app.meetings.minutes.formal import formal_of
from app.meetings.minutes.papers import language, paper, ways
from app.pages import by_token

bp = Blueprint("guest_papers", __name__)


def find(secret):
    """The meeting whose approved minutes go to the guest who holds this link, or None."""
    g.by_token = True
    row, _actor = holder_of(secret, "minutes", *queries.WRITTEN_UP)
    if row is None or row.is_left_out or row.meeting.deleted_at:
        return None
    return row.meeting if row.meeting.minutes and row.meeting.minutes.is_approved else None


@bp.get("/minutes/<secret>")
@by_token("minutes")
def show(secret):
    meeting = find(secret)
    if meeting is None:
        return render_template("meetings/paper_gone.html"), 410
    chosen = language()
    return render_template(
        "meetings/guest_formal.html",
        meeting=meeting,
        parts=formal_of(meeting, chosen),
        chosen=chosen,
        **ways(".show", ".file", secret=secret),
    )


@bp.get("/minutes/<secret>/minutes.<any(pdf,docx):form>")
@by_token("minutes")
def file(secret, form):
    return paper(find(secret) or abort(404), form)

"""What those invited answer: on the meeting's page, behind the letter's link, or by telephone to the coordinator."""

from flask import Blueprint, abort, flash, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from app.accounts import tokens
from app.accounts.actors import Bearer
from app.db import db
from app.language import speak
from app.meetings import people, queries
from app.meetings.models import Meeting
from app.meetings.words import why_not
from app.pages import by_token, done
from app.rights import Act
from workflows.meetings import ANSWER, Answer

bp = Blueprint("answers", __name__)


def take_answer(row, actor):
    """Keep the posted answer of somebody who is invited."""
    said = Answer.__members__.get(request.form.get("answer", "").upper())
    if said is None or row is None:
        abort(400)
    people.answer(row, said, actor=actor)
    flash(_("Your answer: %(answer)s", answer=pgettext("answer", said.value)), "done")


@bp.get("/meetings/<int:meeting_id>/answers")
def index(meeting_id):
    """Who comes: the coordinator writes down here what people said by telephone."""
    meeting = queries.find(meeting_id, g.actor)
    may_answer_for = meeting.allows(g.actor, Act.CALL_MEETINGS)
    return render_template(
        "meetings/answers.html",
        project=meeting.project,
        meeting=meeting,
        may_answer_for=may_answer_for,
        not_answered=why_not(meeting, ANSWER),
    )


@bp.post("/meetings/<int:meeting_id>/answers/<int:row_id>")
def by_telephone(meeting_id, row_id):
    meeting = queries.find(meeting_id, g.actor)
    meeting.require(g.actor, Act.CALL_MEETINGS)
    row = next((row for row in meeting.invited if row.id == row_id), None) or abort(404)
    said = Answer.__members__.get(request.form.get("answer", "").upper()) or abort(400)
    people.answer(row, said, actor=g.actor)
    flash(_("%(name)s: %(answer)s", name=row.short_name, answer=pgettext("answer", said.value)), "done")
    return done(url_for(".index", meeting_id=meeting.id))


@bp.route("/answers/<secret>", methods=["GET", "POST"])
@by_token("answer")
def by_link(secret):
    """The page behind the letter's link: opening it changes nothing, a button answers."""
    g.by_token = True
    row, actor = holder_of(secret, "answer")
    if row is None:
        return render_template("meetings/answer_gone.html"), 410
    meeting = row.meeting
    not_answered = why_not(meeting, ANSWER)
    if request.method == "POST" and not not_answered:
        take_answer(row, actor)
        return done(url_for(".by_link", secret=secret))
    page = render_template("meetings/answer.html", meeting=meeting, mine=row, secret=secret, not_answered=not_answered)
    return page, 409 if request.method == "POST" else 200


def holder_of(secret, scope, *parts):
    """The participant whom a personal link was written to, while they are invited, and who acts by it; else no row.

    The page is theirs from here on, and reads as their own. `parts` of the meeting are loaded with it.
    """
    token = tokens.find(secret, scope)
    meeting = token and db.session.get(Meeting, token.subject_id, options=parts)
    row = meeting and row_of(token, meeting)
    if not row:
        return None, None
    g.actor = Bearer(token)
    speak(token.user.language if token.user else meeting.project.language)
    return row, token.user or g.actor


def row_of(token, meeting):
    return meeting.participant(token.user_id) if token.user_id else meeting.participant_at(token.address)

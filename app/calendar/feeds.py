"""Calendar feeds: secret addresses of one's meetings, each named, shown once and revocable."""

import hashlib

from flask import Blueprint, Response, abort, current_app, flash, g, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from app import clock
from app.accounts import tokens
from app.accounts.models import Token
from app.calendar.contents import meetings_of, tasks_of
from app.calendar.feed import feed
from app.calendar.organizer import organizer
from app.db import begin_write, db
from app.forms import Form, draw, options
from app.outbox.links import absolute
from app.pages import by_token, done
from app.projects import queries as projects

bp = Blueprint("feeds", __name__)
SCOPE = "feed"


class FeedForm(Form):
    name = StringField(_l("Name of the feed"), [InputRequired(), Length(max=120)])
    project_id = SelectField(_l("Which meetings"), coerce=int, default=0)
    has_tasks = BooleanField(_l("My tasks on the days they are due, too"))

    def __init__(self, mine, **kwargs):
        super().__init__(**kwargs)
        titles = [(project.id, project.title) for project in mine]
        self.project_id.choices = options([(0, _("All my meetings")), *titles])


@bp.route("/calendars", methods=["GET", "POST"])
def index():
    """The person's feeds; a new one's address is shown once, on the page that follows."""
    form = FeedForm(db.session.scalars(projects.mine(g.actor)).all())
    if form.validate_on_submit():
        facts = {"project": form.project_id.data or None, "tasks": form.has_tasks.data}
        secret = tokens.issue(SCOPE, user=g.actor, single_use=False, name=form.name.data, **facts)
        session["new_feed"] = absolute("calendar.feeds.fetch", secret=secret)
        return done(url_for(".index"))
    answer = current_app.make_response(draw("calendar/feeds.html", form, feeds=mine(), address=new_address()))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def new_address():
    return None if request.method == "POST" else session.pop("new_feed", None)


def mine():
    query = db.select(Token).where(Token.user_id == g.actor.id, Token.scope == SCOPE, Token.revoked_at.is_(None))
    return db.session.scalars(query.order_by(Token.id)).all()


@bp.post("/calendars/<int:token_id>/revoke")
def revoke(token_id):
    token = next((row for row in mine() if row.id == token_id), None) or abort(404)
    token.revoked_at = clock.now()
    flash(_("The address “%(name)s” works no more.", name=token.name), "done")
    return done(url_for(".index"))


@bp.get("/calendars/<secret>.ics")
@by_token(SCOPE)
def fetch(secret):
    """What the person may see now; programs that have it already get 304."""
    g.by_token = True
    token = tokens.find(secret, SCOPE)
    if token is None or token.user.disabled_at:
        abort(404)
    body = contents(token)
    note_used(token)
    answer = Response(body, mimetype="text/calendar")
    answer.set_etag(hashlib.sha256(body).hexdigest()[:24])
    return answer.make_conditional(request)


def contents(token):
    project_id = token.params.get("project")
    return feed(
        meetings_of(token.user, project_id),
        tasks_of(token.user, project_id) if token.params.get("tasks") else [],
        name=token.name,
        organizer=organizer(),
        url_of_meeting=lambda meeting: absolute("meetings.show", meeting_id=meeting.id),
        url_of_task=lambda task: absolute("tasks.show", task_id=task.id),
    )


def note_used(token):
    """Keep when the feed was last fetched, at most once an hour."""
    now, id = clock.now(), token.id
    if token.used_at and (now - token.used_at).total_seconds() < 3600:
        return
    begin_write()
    db.session.execute(db.update(Token).where(Token.id == id).values(used_at=now))
    db.session.commit()

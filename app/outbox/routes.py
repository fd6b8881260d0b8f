"""The letters of a project, as its coordinator sees them."""

from email import message_from_bytes
from email.policy import default

from flask import Blueprint, Response, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.addresses import row_id
from app.jobs.queue import on_call
from app.journal import sentences
from app.moves import choices
from app.outbox import administration, health, mime, queries, waking
from app.outbox.decisions import decide
from app.outbox.models import Letter
from app.pages import done, posted_version
from app.projects import queries as projects
from app.projects.glance import WITH_MAIL, at_a_glance
from app.rights import Act
from workflows.letters import BY_PEOPLE, LetterState

bp = Blueprint("outbox", __name__)
TONES = {
    "SENT": "good",
    "QUEUED": "sky",
    "CLAIMED": "sky",
    "TRANSMITTING": "sky",
    "VOID": "quiet",
    "AMBIGUOUS": "gold",
}
# Where letters come from, by the first part of what they are about.
PLACES = {
    "accounts": _l("Sign in"),
    "workgroup": _l("Workgroup"),
    "tasks": _l("Tasks"),
    "materials": _l("Materials"),
    "meetings": _l("Meetings"),
    "minutes": _l("Meetings"),
    "gates": _l("Stages"),
    "projects": _l("Projects"),
}
BODY_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"


def init_app(app):
    app.register_blueprint(bp)
    app.register_blueprint(administration.bp)
    on_call("check_mail", administration.check_mail)
    waking.init_app(app)
    mime.init_app(app)
    sentences.register_moves(Letter)
    app.jinja_env.globals["letter_tones"] = TONES
    app.add_template_global(about_letter)


def find_project(project_id):
    project = projects.find(project_id, g.actor)
    project.require(g.actor, Act.READ_LETTERS)
    return project


@bp.get("/projects/<int:project_id>/letters")
def index(project_id):
    project = at_a_glance(project_id, g.actor, WITH_MAIL, **health.at_this_hour())
    project.require(g.actor, Act.READ_LETTERS)
    asked = asked_for()
    letters, has_more = queries.page_of(project, before=request.args.get("before", type=row_id), **asked)
    return render_template(
        "outbox/index.html",
        project=project,
        letters=letters,
        has_more=has_more,
        states=LetterState,
        asked=asked,
        meetings=queries.meetings_of(project),
        figures=health.figures(project),
        troubles=health.troubles_in(project),
    )


def asked_for():
    """What the reader looks for, of the address behind the question mark; what is none is left out."""
    found = {
        "state": LetterState.__members__.get(request.args.get("state", "")),
        "person": request.args.get("person", type=row_id),
        "meeting": request.args.get("meeting", type=row_id),
        "words": request.args.get("words", "").strip()[:200],
    }
    return {name: value for name, value in found.items() if value}


@bp.get("/projects/<int:project_id>/letters/<int:letter_id>")
def show(project_id, letter_id):
    project = find_project(project_id)
    letter = queries.find(letter_id, project)
    offered = {trigger: move for trigger, move in choices(letter, g.actor).items() if trigger in BY_PEOPLE}
    message = message_from_bytes(letter.mime, policy=default) if letter.mime else None
    return render_template(
        "outbox/show.html",
        project=project,
        letter=letter,
        choices=offered,
        headers=[(name, queries.masked(str(value))) for name, value in message.items()] if message else [],
        text=queries.masked(message.get_body(("plain",)).get_content()) if message else "",
        calendar=calendar_of(message) if message else "",
    )


def calendar_of(message):
    """The calendar's part of a letter, as calendars read it."""
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    return queries.masked(parts[0].get_content().replace("\r\n", "\n")) if parts else ""


@bp.get("/projects/<int:project_id>/letters/<int:letter_id>/body")
def body(project_id, letter_id):
    """The letter's HTML under a policy of its own, in which nothing runs."""
    letter = queries.find(letter_id, find_project(project_id))
    html = ""
    if letter.mime:
        html = message_from_bytes(letter.mime, policy=default).get_body(("html",)).get_content()
    return Response(queries.masked(html), headers={"Content-Security-Policy": BODY_POLICY}, mimetype="text/html")


@bp.post(f"/projects/<int:project_id>/letters/<int:letter_id>/<any({','.join(BY_PEOPLE)}):trigger>")
def move(project_id, letter_id, trigger):
    letter = queries.find(letter_id, find_project(project_id))
    decide(letter, trigger, actor=g.actor, version=posted_version())
    return done(url_for(".show", project_id=project_id, letter_id=letter.id))


def about_letter(letter):
    """What a letter is about, before and after its subject line exists."""
    return letter.title or _(
        "Without a subject line: %(place)s", place=PLACES.get(letter.about.partition("/")[0], _("Letter"))
    )

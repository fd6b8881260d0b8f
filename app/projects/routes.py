"""Projects: mine, a new one, its settings, its stages."""

from flask import Blueprint, current_app, flash, g, render_template, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from app import clock
from app.db import db
from app.errors import check_version
from app.forms import draw
from app.jobs.queue import every_minute
from app.journal import sentences
from app.moves import choices
from app.pages import done, posted_version
from app.projects import actions, bin, life, places, queries
from app.projects.forms import NewProjectForm, SettingsForm
from app.projects.models import Project
from app.projects.room import room_of
from app.rights import Act, Forbidden
from workflows.sentences import Sentence

bp = Blueprint("projects", __name__)
#: Moves of one button. A project is put on hold with a reason, which has a page of its own.
BY_HAND = ("resume", "archive", "reopen")
life.add_to(bp)
bp.add_url_rule("/projects/<int:project_id>/bin", "bin", bin.show)


def init_app(app):
    app.register_blueprint(bp)
    life.init_app()
    every_minute(bin.purge)
    app.add_template_global(places.places_of, "project_places")
    sentences.register_link("project", "overview.show", "project_id")
    sentences.register_moves(Project)
    sentences.register("project/create", Sentence("%(who)s created the project “%(title)s”"))
    sentences.register("project/revise", Sentence("%(who)s changed the settings of the project"))


@bp.get("/projects")
def index():
    projects = db.session.scalars(queries.mine(g.actor)).all()
    return render_template("projects/index.html", projects=projects, may_create=may_create())


def may_create():
    return g.actor.is_administrator or not current_app.config["PROJECTS_BY_ADMINISTRATORS"]


@bp.route("/projects/new", methods=["GET", "POST"])
def new():
    if not may_create():
        raise Forbidden(Sentence("Here only administrators create projects."))
    templates = db.session.scalars(queries.templates_for(g.actor)).all()
    form = NewProjectForm(clock.today(g.actor.time_zone), g.actor.time_zone, templates)
    if form.validate_on_submit():
        project = actions.create(actor=g.actor, **form.values())
        flash(_("The project is created. Next: fill the workgroup."), "done")
        return done(url_for("overview.show", project_id=project.id))
    return draw("projects/new.html", form)


@bp.route("/projects/<int:project_id>/edit", methods=["GET", "POST"])
def edit(project_id):
    project = queries.find(project_id, g.actor)
    project.require(g.actor, Act.EDIT_PROJECT)
    form = SettingsForm(project, may_set_room=g.actor.is_administrator)
    if form.validate_on_submit():
        check_version(project, form.drawn_from)
        with form.refusals():
            actions.revise(project, actor=g.actor, **form.values())
            flash(_("The settings are saved."), "done")
            return done(url_for("overview.show", project_id=project.id))
    return draw("projects/edit.html", form, project=project, room=room_of(project), choices=moves_of(project))


def moves_of(project):
    """The moves of its life that a coordinator makes by one button; completing it is the last gate's."""
    return {trigger: move for trigger, move in choices(project, g.actor).items() if trigger in BY_HAND}


@bp.post(f"/projects/<int:project_id>/edit/<any({','.join(BY_HAND)}):trigger>")
def move(project_id, trigger):
    project = queries.find(project_id, g.actor)
    actions.change_life(project, trigger, actor=g.actor, version=posted_version())
    flash(_("“%(title)s”: %(state)s", title=project.title, state=pgettext("project", project.state.value)), "done")
    return done(url_for(".edit", project_id=project.id))

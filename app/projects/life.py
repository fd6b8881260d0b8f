"""A project on hold: the form that puts it there, and the day on which it is to be looked at again."""

from flask import flash, g, url_for
from flask_babel import gettext as _

from app import clock
from app.db import db
from app.forms import draw
from app.jobs.queue import every_minute
from app.outbox import kinds
from app.outbox.links import absolute
from app.pages import done
from app.projects import actions, queries
from app.projects.forms import HoldForm
from app.projects.looking import look_again
from app.projects.models import Project
from app.rights import Act
from workflows.engine import Refused
from workflows.projects import PROJECT, ProjectState
from workflows.sentences import Sentence, p

WHY = Sentence("You get this letter because you coordinate this project.")


def init_app():
    kinds.register("projects/look_again", build=to_look_again, still_true=still_on_hold)
    every_minute(look_again)


def add_to(bp):
    bp.route("/projects/<int:project_id>/hold", methods=["GET", "POST"])(hold)


def hold(project_id):
    project = queries.find(project_id, g.actor)
    project.require(g.actor, Act.EDIT_PROJECT)
    form = HoldForm(clock.today(g.actor.time_zone), obj=project)
    if form.validate_on_submit():
        with form.refusals():
            actions.hold(project, actor=g.actor, version=form.drawn_from, **form.values())
            flash(_("The project is on hold."), "done")
            return done(url_for("overview.show", project_id=project.id))
    elif not form.is_submitted() and (reasons := PROJECT.refusals(project, "hold", actor=g.actor)):
        raise Refused(reasons)
    return draw("projects/hold.html", form, project=project)


def still_on_hold(letter):
    """None while the letter still tells the truth, else why it does not."""
    project = project_of(letter)
    if project.state is not ProjectState.ON_HOLD or str(project.look_again_on) != letter.params["day"]:
        return p("letter reason", "The project is not on hold any more, or another day was named.")
    return None


def project_of(letter):
    return db.session.get(Project, letter.subject_id)


def to_look_again(letter):
    project = project_of(letter)
    return {"project": project, "page_url": absolute("projects.edit", project_id=project.id), "why": WHY}

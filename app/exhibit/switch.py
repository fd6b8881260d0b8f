"""The page where a coordinator opens the exhibition and everybody of the workgroup finds its address."""

from flask import Blueprint, flash, g, render_template, url_for
from flask_babel import gettext as _

from app.exhibit import actions
from app.exhibit.harvest.asked import PREFIX
from app.exhibit.harvest.routes import spec
from app.exhibit.taking import packing
from app.outbox.links import absolute
from app.pages import done, posted_version
from app.projects import queries as projects
from app.rights import Act
from app.text import say

bp = Blueprint("exhibiting", __name__, url_prefix="/projects/<int:project_id>/exhibit")
packing.add_to(bp)


@bp.get("")
def show(project_id):
    project = projects.find(project_id, g.actor)
    return render_template(
        "exhibit/switch.html",
        project=project,
        address=absolute("exhibit.index", project_id=project_id),
        harvest=absolute("harvest.answer", verb="ListRecords", metadataPrefix=PREFIX, set=spec(project_id)),
        may_switch=project.allows(g.actor, Act.EDIT_PROJECT),
    )


@bp.post("/open")
def open_it(project_id):
    actions.open_exhibit(found(project_id), actor=g.actor, version=posted_version())
    flash(_("The exhibition is open to everybody."), "done")
    return done(url_for(".show", project_id=project_id))


@bp.post("/close")
def close_it(project_id):
    actions.close_exhibit(found(project_id), actor=g.actor, version=posted_version())
    flash(say(actions.CLOSED_ALREADY), "done")
    return done(url_for(".show", project_id=project_id))


def found(project_id):
    project = projects.find(project_id, g.actor)
    project.require(g.actor, Act.EDIT_PROJECT)
    return project

"""The moves of a material, with the page that asks why it goes back, and its rights."""

from flask import flash, g, request
from flask_babel import gettext as _
from flask_babel import pgettext

from app.forms import draw
from app.materials import actions, queries
from app.materials.blueprint import bp, page
from app.materials.forms import RightsForm, SendBackForm
from app.pages import SAFE, done, or_my_day, posted_version
from app.rights import Act
from workflows.engine import Refused
from workflows.materials import DEEDS, MATERIAL

WITHOUT_NOTE = [trigger for trigger in MATERIAL.triggers if trigger != "send_back"]


@bp.post(f"/materials/<int:material_id>/<any({','.join(WITHOUT_NOTE)}):trigger>")
def move(material_id, trigger):
    material = queries.find(material_id, g.actor)
    actions.move(material, trigger, actor=g.actor, version=posted_version())
    return moved(material)


@bp.route("/materials/<int:material_id>/send_back", methods=["GET", "POST"])
def send_back(material_id):
    material = queries.find(material_id, g.actor)
    if request.method in SAFE and (reasons := MATERIAL.refusals(material, "send_back", actor=g.actor)):
        raise Refused(reasons)
    form = SendBackForm(version=material.version)
    if form.validate_on_submit():
        actions.move(material, "send_back", actor=g.actor, version=form.drawn_from, note=form.note.data)
        return moved(material)
    return draw("materials/send_back.html", form, project=material.project, material=material)


def require_now(material, deed):
    """What is refused anyway is said before anything is typed or read; an older form is told who was quicker."""
    if request.method in SAFE or posted_version() == material.version:
        DEEDS.require(material, deed, actor=g.actor)


def moved(material):
    flash(_("The material is now: %(state)s", state=pgettext("material", material.state.value)), "done")
    return done(or_my_day(page(material.id)))


@bp.route("/materials/<int:material_id>/rights", methods=["GET", "POST"])
def set_rights(material_id):
    material = queries.find(material_id, g.actor)
    material.require(g.actor, Act.COLLECT)
    require_now(material, "set_rights")
    form = RightsForm(material)
    if form.validate_on_submit():
        actions.set_rights(material, actor=g.actor, version=form.drawn_from, **form.values())
        flash(_("The rights are kept."), "done")
        return done(page(material_id))
    return draw("materials/rights.html", form, project=material.project, material=material)

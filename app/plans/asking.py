"""What the gate of a stage asks, and who decides there: pages under the page of the stage."""

from flask import flash, g, render_template, url_for
from flask_babel import gettext as _

from app.forms import draw
from app.gates.shown import PLACES
from app.pages import done, posted_version
from app.plans import actions, conditions, queries
from app.plans.condition_form import ConditionForm
from app.plans.finding import found_for
from app.plans.forms import DeciderForm
from workflows.gates import CONDITIONS

STAGE = "/projects/<int:project_id>/plan/<int:stage_id>"
KINDS = ",".join(CONDITIONS)


def add_to(bp):
    both = ["GET", "POST"]
    bp.route(f"{STAGE}/decider", methods=both)(decider)
    bp.get(f"{STAGE}/conditions")(kinds)
    bp.route(f"{STAGE}/conditions/new/<any({KINDS}):condition_kind>", methods=both)(ask)
    bp.route(f"{STAGE}/conditions/<condition_id>", methods=both)(condition)
    bp.post(f"{STAGE}/conditions/<condition_id>/drop")(drop)


def gate_of(stage):
    return url_for("plans.stage", project_id=stage.project_id, stage_id=stage.id) + "#gate"


def decider(project_id, stage_id):
    stage = found_for("gate", project_id, stage_id)
    form = DeciderForm(stage)
    if form.validate_on_submit():
        actions.name_decider(stage, actor=g.actor, version=form.drawn_from, **form.values())
        return done(gate_of(stage))
    return draw("plans/decider.html", form, project=stage.plan.project, stage=stage)


def kinds(project_id, stage_id):
    """Every kind of condition, by the place where it is met."""
    stage = found_for("gate", project_id, stage_id)
    by_place = {place: [one for one in CONDITIONS.values() if one.place == place] for place in PLACES}
    return render_template("plans/kinds.html", project=stage.plan.project, stage=stage, by_place=by_place)


def ask(project_id, stage_id, condition_kind):
    stage = found_for("gate", project_id, stage_id)
    form = form_of(stage, condition_kind)
    if form.validate_on_submit():
        with form.refusals():
            conditions.ask(stage, form.values(), actor=g.actor, version=form.drawn_from)
            flash(_("The gate asks one condition more."), "done")
            return done(gate_of(stage))
    return draw(
        "plans/condition.html", form, project=stage.plan.project, stage=stage, question=CONDITIONS[condition_kind]
    )


def condition(project_id, stage_id, condition_id):
    """A condition that the gate asks already, to be changed."""
    stage = found_for("gate", project_id, stage_id)
    asked = conditions.find(stage, condition_id)
    form = form_of(stage, asked["kind"], asked)
    if form.validate_on_submit():
        conditions.change(stage, condition_id, form.values(), actor=g.actor, version=form.drawn_from)
        flash(_("The condition is changed."), "done")
        return done(gate_of(stage))
    question = CONDITIONS[asked["kind"]]
    return draw("plans/condition.html", form, project=stage.plan.project, stage=stage, question=question, asked=asked)


def form_of(stage, kind, asked=None):
    question, project = CONDITIONS[kind], stage.plan.project
    names = queries.subjects_of(project) if "about" in question.parameters else {}
    return ConditionForm(question, stage.plan, names, asked)


def drop(project_id, stage_id, condition_id):
    stage = found_for("gate", project_id, stage_id)
    conditions.drop(stage, condition_id, actor=g.actor, version=posted_version())
    flash(_("The gate asks one condition less."), "done")
    return done(gate_of(stage))

"""The gate of the present stage, the decision taken there, and the stages with their history."""

from flask import Blueprint, flash, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from app.db import db
from app.forms import draw
from app.gates import actions, letters, queries
from app.gates.forms import DecisionForm
from app.gates.models import Decision
from app.gates.timeline import timeline
from app.journal import sentences
from app.meetings import queries as meetings
from app.numbers import number
from app.pages import done
from app.projects import queries as projects
from app.rights import Act
from workflows.sentences import Sentence
from workflows.stages import CULTURAL_HISTORY

bp = Blueprint("gates", __name__)
PLACES = {
    "workgroup": "workgroup.index",
    "meetings": "meetings.index",
    "tasks": "tasks.index",
    "materials": "materials.index",
}


def init_app(app):
    app.register_blueprint(bp)
    letters.init_app()
    app.add_template_global(conditions_shown)
    app.add_template_global(conditions_kept)
    app.add_template_global(waivers_kept)
    sentences.register_link("plan", "gates.stages", "project_id", by="project_id")
    sentences.register("plan/go", Sentence("%(who)s took the project to its next stage: %(title)s"))
    sentences.register("plan/finish", Sentence("%(who)s decided at the last gate that the project is completed"))
    sentences.register("plan/not_yet", Sentence("%(who)s decided at the gate of the stage “%(title)s”: not yet"))
    for stage in CULTURAL_HISTORY:
        back = Sentence("%(who)s took the project back to the stage: %(title)s")
        sentences.register(f"plan/back_to_{stage.key}", back)


@bp.get("/projects/<int:project_id>/stages")
def stages(project_id):
    project = projects.find(project_id, g.actor)
    return render_template(
        "gates/stages.html",
        project=project,
        gate=queries.gate_of(project),
        timeline=timeline(project),
        decisions=queries.decisions_of(project),
    )


@bp.route("/projects/<int:project_id>/gate", methods=["GET", "POST"])
def decide(project_id):
    project = projects.find(project_id, g.actor)
    project.require(g.actor, Act.DECIDE)
    gate = queries.gate_of(project)
    held = db.session.scalars(meetings.of(project, g.actor).limit(20)).all()
    form = DecisionForm(project, held, gate, request)
    if form.validate_on_submit():
        with form.refusals():
            decision = actions.decide(project.plan, actor=g.actor, version=form.drawn_from, **form.values())
            flash(
                _("The decision is kept: %(verdict)s", verdict=pgettext("verdict", decision.verdict.value)),
                "done",
            )
            return done(url_for("overview.show", project_id=project.id))
    return draw("gates/decide.html", form, project=project, gate=gate)


@bp.get("/decisions/<int:decision_id>")
def decision(decision_id):
    found = db.one_or_404(queries.visible_to(g.actor).where(Decision.id == decision_id))
    return render_template("gates/decision.html", project=found.project, decision=found)


def conditions_shown(gate):
    """The answers as the conditions macro takes them, each with the place where it can be met."""
    return [
        shown(answer.words, answer.done, answer.wanted)
        | {"url": url_for(PLACES[answer.place], project_id=gate.stage.project_id)}
        for answer in gate.answers
    ]


def conditions_kept(decision):
    """The conditions as they stood when the decision was taken."""
    return [shown(kept["words"], kept["done"], kept["wanted"]) for kept in decision.conditions]


def waivers_kept(decision):
    """What passed without being met, as pairs of its words and the reason given."""
    words = {kept["kind"]: kept["words"] for kept in decision.conditions}
    waived = ((words[waiver["kind"]], waiver["reason"]) for waiver in decision.waivers)
    return [(pgettext("condition", words), reason) for words, reason in waived]


def shown(words, done, wanted):
    return {
        "met": done >= wanted,
        "text": pgettext("condition", words),
        "figure": f"{number(done)} / {number(wanted)}",
        "done": min(done, wanted),
        "total": wanted,
    }

"""The gate of the present stage: the decision taken there, what is said before it, and the decisions kept."""

from flask import Blueprint, flash, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from app.db import db
from app.errors import Stale
from app.form_keys import new_form_key
from app.forms import draw
from app.gates import actions, history_routes, letters, looking, queries, saying, words
from app.gates.forms import AskForm, DecisionForm, OpinionForm
from app.gates.models import Decision
from app.gates.shown import gate_shown
from app.jobs.queue import every_minute
from app.journal import sentences
from app.journal.queries import last_of
from app.meetings import queries as meetings
from app.moves import choices
from app.pages import answered_before, begin_writing, begins_itself, done
from app.projects import queries as projects
from app.rights import Act, Forbidden
from workflows.sentences import Sentence
from workflows.stages import decides

bp = Blueprint("gates", __name__)
history_routes.add_to(bp)


def init_app(app):
    app.register_blueprint(bp)
    letters.init_app()
    every_minute(looking.note_figures)
    every_minute(looking.ask_again)
    app.add_template_global(gate_shown)
    app.add_template_global(queries.decided_at)
    app.add_template_global(queries.gates_of)
    app.add_template_global(words.kept, "conditions_kept")
    app.add_template_global(words.passed, "waivers_kept")
    app.add_template_global(words.text_of, "condition_text")
    app.add_template_global(words.figure_then, "condition_figure")
    for kind in ("plan", "opinion", "tick", "request"):
        sentences.register_link(kind, "gates.stages", "project_id", by="project_id")
    sentences.register_link("decision", "gates.decision", "decision_id")
    sentences.register_moves(Decision)
    for kind, sentence in SENTENCES.items():
        sentences.register(kind, sentence)


SENTENCES = {
    "plan/go": Sentence("%(who)s took the project to its next stage: %(title)s"),
    "plan/finish": Sentence("%(who)s decided at the last gate that the project is completed"),
    "plan/not_yet": Sentence("%(who)s decided at the gate of the stage “%(title)s”: not yet"),
    "plan/back": Sentence("%(who)s took the project back to the stage: %(title)s"),
    "plan/return": Sentence("%(who)s took a decision back; the project stands again in the stage: %(title)s"),
    "opinion/give": Sentence("%(who)s gave an opinion at the gate of the stage “%(title)s”"),
    "tick/set": Sentence("%(who)s confirmed at the gate of the stage “%(title)s”: %(what)s"),
    "tick/unset": Sentence("%(who)s took a confirmation back at the gate of the stage “%(title)s”: %(what)s"),
    "request/ask": Sentence("%(who)s asked for the decision at the gate of the stage “%(title)s”"),
}


@bp.route("/projects/<int:project_id>/gate", methods=["GET", "POST"])
@begins_itself
def decide(project_id):
    """Only what can still be decided waits for the lock: of fifty clicks at once, the others read who was first."""
    project = projects.find(project_id, g.actor)
    require_decider(project.plan)
    form, gate = form_of(project)
    if form.is_submitted() and form.drawn_from != project.plan.version:
        return answered_before() or draw_after(project_id)
    if form.validate_on_submit():
        if answered := begin_writing():
            return answered
        try:
            with form.refusals():
                decision = actions.decide(project.plan, actor=g.actor, version=form.drawn_from, **form.values())
                flash_kept(decision)
                return done(url_for("overview.show", project_id=project.id))
        except Stale:
            return draw_after(project_id)
    return draw("gates/decide.html", form, project=project, gate=gate)


def require_decider(plan):
    if not decides.holds(plan, g.actor):
        raise Forbidden(decides.reason)


def form_of(project):
    gate = queries.gate_of(project)
    held = db.session.scalars(meetings.held_in(project, g.actor).limit(20)).all()
    return DecisionForm(project, held, gate, request), gate


def flash_kept(decision):
    """What was decided, with the way to take it back at once."""
    said = _("The decision is kept: %(verdict)s", verdict=pgettext("verdict", decision.verdict.value))
    flash({"text": said, "undo": url_for(".take_back", decision_id=decision.id)}, "done")  # type: ignore[arg-type]


def draw_after(project_id):
    """Somebody decided, or changed the plan, while this form was open: what they did, beside what was typed here."""
    db.session.rollback()
    project = projects.find(project_id, g.actor)
    form, gate = form_of(project)
    form.version.data, form.form_key.data = project.plan.version, new_form_key()
    latest = queries.latest_of(project_id)
    # A decision that is not the last that happened to the plan is not why this form came too late.
    was_decided = latest and latest.plan_version == project.plan.version
    said = {"meanwhile": latest} if was_decided else {"changed": last_of(project.plan)}
    return render_template("gates/decide.html", form=form, project=project, gate=gate, **said), 409


@bp.get("/decisions/<int:decision_id>")
def decision(decision_id):
    found = queries.find(decision_id, g.actor)
    offered = choices(found, g.actor) if found.is_fresh else {}
    return render_template("gates/decision.html", project=found.project, decision=found, choices=offered)


@bp.post("/decisions/<int:decision_id>/take_back")
def take_back(decision_id):
    found = queries.find(decision_id, g.actor)
    actions.take_back(found, actor=g.actor)
    flash(_("The decision is taken back: the project stands where it stood."), "done")
    return done(url_for("overview.show", project_id=found.project_id))


@bp.route("/projects/<int:project_id>/gate/opinion", methods=["GET", "POST"])
def opinion(project_id):
    project = projects.find(project_id, g.actor)
    project.require(g.actor, Act.ADVISE)
    form = OpinionForm()
    if form.validate_on_submit():
        saying.give_opinion(project.plan, actor=g.actor, is_yes=form.says.data == "yes", sentence=form.sentence.data)
        return done(url_for("overview.show", project_id=project.id))
    return draw("gates/opinion.html", form, project=project)


@bp.route("/projects/<int:project_id>/gate/ask", methods=["GET", "POST"])
def ask(project_id):
    project = projects.find(project_id, g.actor)
    project.require(g.actor, Act.ADVISE)
    form = AskForm()
    if form.validate_on_submit():
        saying.ask(project.plan, actor=g.actor, note=form.note.data)
        flash(_("Whoever decides at this gate has been asked."), "done")
        return done(url_for("overview.show", project_id=project.id))
    return draw("gates/ask.html", form, project=project)


@bp.post("/projects/<int:project_id>/gate/ticks/<condition_id>")
def tick(project_id, condition_id):
    project = projects.find(project_id, g.actor)
    saying.tick(project.plan, condition_id, actor=g.actor, is_on=request.form.get("is_on") == "1")
    return done(url_for("overview.show", project_id=project.id) + "#gate")

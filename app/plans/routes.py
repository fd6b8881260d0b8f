"""The plan of a project, for its coordinator: all stages, one stage, and what can be changed there."""

from flask import Blueprint, flash, g, render_template, url_for
from flask_babel import gettext as _

from app.forms import Form, draw
from app.journal import sentences
from app.pages import done, posted_version
from app.plans import actions, asking, documents, queries, shape, templates
from app.plans.diagram import diagram
from app.plans.finding import found_for
from app.plans.forms import DaysForm, NewStageForm, SplitForm, WordsForm
from app.plans.previews import preview, preview_without
from app.plans.standing import spans, standing, standings
from workflows.gates import CONDITIONS
from workflows.plan_days import removed
from workflows.sentences import Sentence

bp = Blueprint("plans", __name__)
for part in (asking, documents, templates):
    part.add_to(bp)


def init_app(app):
    app.register_blueprint(bp)
    documents.init_app()
    app.add_template_global(has_parameters)
    app.add_template_global(diagram, "diagram_of_plan")
    app.add_template_global(templates.stages_of, "template_stages")
    for act, sentence in SENTENCES.items():
        sentences.register(f"plan/{act}", sentence)
    for act, sentence in templates.SENTENCES.items():
        sentences.register(f"plan_template/{act}", sentence)


SENTENCES = {
    "word": Sentence("%(who)s changed the words of the stage “%(title)s”"),
    "days": Sentence("%(who)s moved the days of the stage “%(title)s”"),
    "decider": Sentence("%(who)s named who decides at the gate of the stage “%(title)s”"),
    "ask": Sentence("%(who)s changed what the gate of the stage “%(title)s” asks"),
    "add": Sentence("%(who)s added the stage “%(title)s” to the plan"),
    "split": Sentence("%(who)s split the stage “%(title)s” in two"),
    "up": Sentence("%(who)s put the stage “%(title)s” earlier in the plan"),
    "down": Sentence("%(who)s put the stage “%(title)s” later in the plan"),
    "remove": Sentence("%(who)s removed the stage “%(title)s” from the plan"),
    "keep_template": Sentence("%(who)s kept the plan as a template: “%(title)s”"),
}


def has_parameters(asked):
    """Whether anything can be said of a condition beside its kind."""
    return bool(CONDITIONS[asked["kind"]].parameters)


def page_of(stage):
    return url_for("plans.stage", project_id=stage.project_id, stage_id=stage.id)


@bp.get("/projects/<int:project_id>/plan")
def index(project_id):
    project = queries.find(project_id, g.actor)
    return render_template("plans/index.html", project=project, standings=standings(project.plan))


@bp.get("/projects/<int:project_id>/plan/<int:stage_id>")
def stage(project_id, stage_id):
    found = queries.find_stage(project_id, stage_id, g.actor)
    return render_template("plans/stage.html", project=found.plan.project, stage=found, standing=standing(found))


@bp.route("/projects/<int:project_id>/plan/<int:stage_id>/words", methods=["GET", "POST"])
def words(project_id, stage_id):
    found = found_for("word", project_id, stage_id)
    form = WordsForm(found)
    if form.validate_on_submit():
        actions.word(found, actor=g.actor, version=form.drawn_from, **form.values())
        flash(_("The stage is saved."), "done")
        return done(page_of(found))
    return draw("plans/words.html", form, project=found.plan.project, stage=found)


@bp.route("/projects/<int:project_id>/plan/<int:stage_id>/days", methods=["GET", "POST"])
def days(project_id, stage_id):
    """The first click shows what would move, the second one saves what was shown."""
    found = found_for("days", project_id, stage_id)
    form = DaysForm(found)
    if not form.validate_on_submit():
        return draw("plans/days.html", form, project=found.plan.project, stage=found)
    if form.is_to_be_saved:
        actions.move(found, actor=g.actor, version=form.drawn_from, **form.values())
        flash(_("The days are saved."), "done")
        return done(url_for("plans.index", project_id=project_id))
    form.shown.data = form.days_typed
    rows = preview(found.plan, form.laid)
    return draw("plans/days.html", form, project=found.plan.project, stage=found, rows=rows)


@bp.route("/projects/<int:project_id>/plan/<int:stage_id>/add", methods=["GET", "POST"])
def add(project_id, stage_id):
    """A new stage after this one."""
    found = found_for("add_after", project_id, stage_id)
    form = NewStageForm(found.plan)
    if form.validate_on_submit():
        made = shape.add(found, actor=g.actor, version=form.drawn_from, **form.values())
        flash(_("The stage is in the plan. Next: what its gate asks."), "done")
        return done(page_of(made))
    return draw("plans/add.html", form, project=found.plan.project, stage=found)


@bp.route("/projects/<int:project_id>/plan/<int:stage_id>/split", methods=["GET", "POST"])
def split(project_id, stage_id):
    found = found_for("split", project_id, stage_id)
    form = SplitForm(found)
    if form.validate_on_submit():
        made = shape.split(found, actor=g.actor, version=form.drawn_from, **form.values())
        flash(_("The stage is split. Look at what the gates of both parts ask."), "done")
        return done(page_of(made))
    return draw("plans/split.html", form, project=found.plan.project, stage=found)


@bp.route("/projects/<int:project_id>/plan/<int:stage_id>/remove", methods=["GET", "POST"])
def remove(project_id, stage_id):
    found = found_for("remove", project_id, stage_id)
    plan = found.plan
    form = Form(obj=plan)
    if form.validate_on_submit():
        shape.remove(found, actor=g.actor, version=form.drawn_from)
        flash(_("The stage is removed from the plan."), "done")
        return done(url_for("plans.index", project_id=project_id))
    place = plan.stages.index(found)
    return draw(
        "plans/remove.html",
        form,
        project=plan.project,
        stage=found,
        heir=plan.stages[place - 1],
        belongings=shape.belongings(found),
        rows=preview_without(plan, found, removed(spans(plan), place)),
    )


@bp.post("/projects/<int:project_id>/plan/<int:stage_id>/<any(up,down):change>")
def swap(project_id, stage_id, change):
    found = queries.find_stage(project_id, stage_id, g.actor)
    shape.swap(found, change, actor=g.actor, version=posted_version())
    return done(url_for("plans.index", project_id=project_id) + f"#stage-{stage_id}")

"""The page of a project's labels: everybody of the project reads it, the coordinator changes it."""

from flask import flash, g, request, url_for
from flask_babel import gettext as _

from app.forms import draw
from app.journal import sentences
from app.pages import SAFE, done, posted_version
from app.projects.glance import at_a_glance
from app.rights import Act
from app.tasks.blueprint import bp
from app.tasks.labels import actions, queries
from app.tasks.labels.forms import LabelForm, colour_names
from workflows.sentences import Sentence


def init_app():
    sentences.register_link("label", "tasks.labels", "project_id", by="project_id")
    sentences.register("label/create", Sentence("%(who)s made the label “%(title)s”"))
    sentences.register("label/revise", Sentence("%(who)s changed the label “%(title)s”"))
    sentences.register("label/delete", Sentence("%(who)s put the label “%(title)s” away"))
    sentences.register("label/restore", Sentence("%(who)s brought the label “%(title)s” back"))


@bp.route("/projects/<int:project_id>/labels", methods=["GET", "POST"])
def labels(project_id):
    project = at_a_glance(project_id, g.actor)
    form = LabelForm()
    if request.method in SAFE:
        return draw_all(project, form)
    project.require(g.actor, Act.EDIT_PROJECT)
    if form.validate_on_submit():
        with form.refusals():
            label = actions.create(project, actor=g.actor, **form.values())
            flash(_("The label is made: %(name)s", name=label.name), "done")
            return done(page(project_id))
    return draw_all(project, form)


def draw_all(project, form):
    return draw(
        "tasks/labels/index.html",
        form,
        project=project,
        labels=queries.of_project(project),
        colours=colour_names(),
        may_edit=project.allows(g.actor, Act.EDIT_PROJECT),
    )


@bp.route("/labels/<int:label_id>/edit", methods=["GET", "POST"])
def edit_label(label_id):
    label = queries.find(label_id, g.actor)
    label.require(g.actor, Act.EDIT_PROJECT)
    form = LabelForm(label)
    if form.validate_on_submit():
        with form.refusals():
            actions.revise(label, actor=g.actor, version=form.drawn_from, **form.values())
            return done(page(label.project_id))
    return draw("tasks/labels/edit.html", form, project=at_a_glance(label.project_id, g.actor), label=label)


@bp.post("/labels/<int:label_id>/delete")
def delete_label(label_id):
    label = queries.find(label_id, g.actor)
    label.require(g.actor, Act.EDIT_PROJECT)
    actions.delete(label, actor=g.actor, version=posted_version())
    undo = url_for(".restore_label", label_id=label_id)
    flash({"text": _("The label is put away: %(name)s", name=label.name), "undo": undo}, "done")  # type: ignore[arg-type]
    return done(page(label.project_id))


@bp.post("/labels/<int:label_id>/restore")
def restore_label(label_id):
    label = queries.find_deleted(label_id, g.actor)
    label.require(g.actor, Act.EDIT_PROJECT)
    actions.restore(label, actor=g.actor)
    return done(page(label.project_id))


def page(project_id):
    return url_for("tasks.labels", project_id=project_id)

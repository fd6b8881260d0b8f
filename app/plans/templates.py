"""Plans kept as templates: the list, keeping one, renaming, sharing and deleting one's own."""

from flask import flash, g, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from app.db import db
from app.forms import draw
from app.pages import done, posted_version
from app.plans import keeping, queries
from app.plans.forms import TemplateForm
from app.projects import queries as projects
from app.projects.plans import PlanTemplate
from app.text import reader_language
from workflows.sentences import Sentence

SENTENCES = {
    "revise": Sentence("%(who)s changed the template “%(title)s”"),
    "delete": Sentence("%(who)s deleted the template “%(title)s”"),
}


def add_to(bp):
    both = ["GET", "POST"]
    bp.get("/templates")(template_list)
    bp.route("/projects/<int:project_id>/plan/keep", methods=both)(keep)
    bp.route("/templates/<int:template_id>", methods=both)(template)
    bp.post("/templates/<int:template_id>/delete")(delete_template)


def template_list():
    query = projects.templates_for(g.actor).options(joinedload(PlanTemplate.created_by))
    return render_template("plans/templates.html", templates=db.session.scalars(query).all())


def stages_of(template):
    """The stages of a template as its page lists them, in the reader's language where it has their names."""
    language = reader_language()
    return [
        {"title": stage["titles"].get(language) or next(iter(stage["titles"].values()), ""), **stage}
        for stage in template.stages
    ]


def keep(project_id):
    """Keep the plan of a project as a template."""
    project = queries.find(project_id, g.actor)
    form = TemplateForm()
    if form.validate_on_submit():
        keeping.keep(project.plan, actor=g.actor, **form.values())
        flash(_("The plan is kept as a template."), "done")
        return done(url_for("plans.template_list"))
    return draw("plans/keep.html", form, project=project)


def template(template_id):
    found = queries.own_template(template_id, g.actor)
    form = TemplateForm(obj=found)
    if form.validate_on_submit():
        keeping.revise(found, actor=g.actor, version=form.drawn_from, **form.values())
        flash(_("The template is saved."), "done")
        return done(url_for("plans.template_list"))
    return draw("plans/template.html", form, kept=found)


def delete_template(template_id):
    keeping.throw_away(queries.own_template(template_id, g.actor), actor=g.actor, version=posted_version())
    flash(_("The template is deleted. Projects begun from it keep their plans."), "done")
    return done(url_for("plans.template_list"))

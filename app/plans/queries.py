"""Plans as their coordinator finds them, and templates as everybody does."""

from flask import abort

from app.db import db
from app.materials.models import Event, Person
from app.projects import queries as projects
from app.projects.plans import PlanTemplate
from app.rights import Act
from app.text import words_of

#: A choice of more names than this helps nobody.
MOST_NAMES = 500


def find(project_id, actor):
    """The project with its plan, for who may change it."""
    project = projects.find(project_id, actor)
    project.require(actor, Act.EDIT_PROJECT)
    return project


def find_stage(project_id, stage_id, actor):
    """One stage of the plan, or a 404."""
    stages = find(project_id, actor).plan.stages
    return next((stage for stage in stages if stage.id == stage_id), None) or abort(404)


def subjects_of(project):
    """Whom and what a condition may be about: the names of persons and events, as ``{"person:<id>": name}``."""
    found: dict[str, str] = {}
    for model in (Person, Event):
        name = words_of(model, "name")
        known = db.select(model.id, name).where(model.project_id == project.id, model.deleted_at.is_(None))
        rows = db.session.execute(known.order_by(model.id.desc()).limit(MOST_NAMES))
        found |= {f"{model.kind}:{id}": words for id, words in rows if words}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def own_template(template_id, actor):
    """A template that the person made, or a 404: others' are read, not changed."""
    mine = db.select(PlanTemplate).where(PlanTemplate.created_by_id == actor.id)
    return db.one_or_404(mine.where(PlanTemplate.id == template_id))

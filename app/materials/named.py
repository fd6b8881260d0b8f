"""Names of persons and events while a material is described: suggested as they are typed, explained afterwards."""

from flask import flash, g, jsonify, request
from flask_babel import gettext as _

from app.kazakh import tidy
from app.materials import queries
from app.materials.blueprint import bp
from app.materials.forms import written
from app.materials.subjects import Event, Person
from app.projects import queries as projects

MODELS = {"persons": Person, "events": Event}


def explain_names(project, form):
    """Say which names are spelled almost as others of the project; whether they are the same, a person decides."""
    for kind, model in MODELS.items():
        for name, other in queries.alike(model, project, written(form[kind])):
            flash(_("A similar name is here already: %(name)s ≈ %(other)s", name=name, other=other), "info")


@bp.get("/projects/<int:project_id>/persons/suggested")
def suggest_persons(project_id):
    return suggested(Person, project_id)


@bp.get("/projects/<int:project_id>/events/suggested")
def suggest_events(project_id):
    return suggested(Event, project_id)


def suggested(model, project_id):
    """Names for the field that is being typed in: a list of texts as JSON."""
    project = projects.find_bare(project_id, g.actor)
    typed = tidy(request.args.get("q", ""))[:100]
    return jsonify(queries.suggested(model, project, typed))

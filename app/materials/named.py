"""Names of persons and events that are spelled almost as others, explained once they are written."""

from flask import flash
from flask_babel import gettext as _

from app.materials.forms import written
from app.materials.naming import MODELS
from app.materials.subjects import names


def explain_names(project, form):
    """Say which names are spelled almost as others of the project; whether they are the same, a person decides."""
    for kind, model in MODELS.items():
        for name, other in names.alike(model, project, written(form[kind])):
            flash(_("A similar name is here already: %(name)s ≈ %(other)s", name=name, other=other), "info")

"""Names of persons and events that are spelled almost as others, explained once they are written."""

from itertools import chain, islice

from flask import flash
from flask_babel import gettext as _

from app.materials.forms import written
from app.materials.naming import MODELS
from app.materials.subjects import names

#: What is told once travels in a cookie, which has little room.
TOLD = 4


def explain_names(project, form):
    """Say which names are spelled almost as others of the project; whether they are the same, a person decides."""
    alike = (names.alike(model, project, written(form[kind])) for kind, model in MODELS.items())
    for name, other in islice(chain.from_iterable(alike), TOLD):
        flash(_("A similar name is here already: %(name)s ≈ %(other)s", name=name, other=other), "info")

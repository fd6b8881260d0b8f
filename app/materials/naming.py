"""Whom and what a material is about, named by hand: a name that is known exactly is the same person or event."""

from app.materials.subjects.actions import called
from app.materials.subjects.models import Event, Person, Place

MODELS = {"persons": Person, "events": Event, "places": Place}


def name_subjects(material, **names):
    """Make it about these `persons`, `events` and `places`; whichever is not given stays as it is."""
    for kind, model in MODELS.items():
        if kind in names:
            setattr(material, kind, called(model, material.project, names[kind]))

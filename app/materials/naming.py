"""Whom and what a material is about, named by hand: a name that is known exactly is the same person or event."""

from app.materials.subjects.actions import called
from app.materials.subjects.models import Event, Person, Place


def name_subjects(material, persons, events, places=()):
    material.persons = called(Person, material.project, persons)
    material.events = called(Event, material.project, events)
    material.places = called(Place, material.project, places)

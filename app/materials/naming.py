"""Whom and what a material is about, named by hand: a name that is known exactly is the same person or event.

A name that only sounds alike is another's until a person says otherwise: two different men have been made one
that way elsewhere. Likeness is suggested while the name is typed, and told of afterwards.
"""

from app import clock
from app.db import db, locked
from app.materials import queries
from app.materials.subjects import Event, Person
from app.projects.models import Project
from app.text import index


def name_subjects(material, persons, events):
    material.persons = called(Person, material.project, persons)
    material.events = called(Event, material.project, events)


def called(model, project, names):
    """The persons or events of these names, in their order; those the project does not know are introduced."""
    names = list(dict.fromkeys(names))
    if not names:
        return []
    hold_names(project)
    known = queries.called(model, project, names)
    return [known.get(name) or introduce(model, project, name) for name in names]


def hold_names(project):
    """Of two who introduce the same name at once, the second finds it."""
    db.session.execute(locked(db.select(Project.id).where(Project.id == project.id)))


def introduce(model, project, name):
    """A person or event that the project names for the first time."""
    thing = model(project_id=project.id, created_at=clock.now())
    thing.set_text("name", project.language, name)
    db.session.add(thing)
    db.session.flush()
    index(thing, name)
    return thing

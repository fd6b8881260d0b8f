"""What the box finds: the kinds of things, and what one of each kind is called in the reader's language."""

import sqlalchemy as sa

from app.db import rows
from app.materials.models import Material
from app.materials.subjects.models import Event, Person, Place
from app.meetings.models import Meeting
from app.projects.models import Project
from app.tasks.models import Task
from app.text import words_of

TITLES = {
    Project: words_of(Project, "title"),
    Task: Task.title,
    Material: words_of(Material, "title"),
    Person: words_of(Person, "name"),
    Event: words_of(Event, "name"),
    Place: words_of(Place, "name"),
    Meeting: Meeting.title,
}
KINDS = [model.kind for model in TITLES]


def titles_of(entries):
    """The titles of what entries are about, in one statement: ``{(kind, id): title}``."""
    ids: dict[str, list[int]] = {}
    for entry in entries:
        ids.setdefault(entry.subject_type, []).append(entry.subject_id)
    parts = [
        sa.select(sa.literal(model.kind).label("kind"), model.id.label("id"), title.label("title")).where(
            model.id.in_(ids[model.kind])
        )
        for model, title in TITLES.items()
        if model.kind in ids
    ]
    return {(row.kind, row.id): row.title for row in rows(sa.union_all(*parts))} if parts else {}

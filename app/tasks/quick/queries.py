"""What the names in a line can mean in a project."""

import re

import sqlalchemy as sa

from app.db import rows
from app.kazakh import sound
from app.projects.glance import all_of
from app.projects.models import Stage
from app.rights import Act
from app.tasks.quick.reading import Known
from app.text import Text

#: The names of a project's stages in every language that they have.
STAGE_NAMES = (
    sa.select(Stage.id, Text.text)
    .join(Text, sa.and_(Text.subject_type == Stage.kind, Text.subject_id == Stage.id, Text.field == "title"))
    .where(Stage.project_id == sa.bindparam("project_id"))
    .order_by(Stage.position)
)


def written_in_by(actor):
    """The projects in which the person may write tasks, newest first, by id."""
    return {project.id: project for project in all_of(actor) if project.allows(actor, Act.EDIT_TASKS)}


def known_in(project, labels, actor):
    """The words by which the people, the stages and the labels of a project can be named, as they sound."""
    stages: dict[int, set] = {}
    for stage_id, name in rows(STAGE_NAMES, project_id=project.id):
        stages.setdefault(stage_id, set()).update(sounds(name))
    people = {person.id: sounds(person.full_name) for person in project.workers}
    named = {label.id: sounds(label.name) for label in labels}
    return Known(people, stages, named, actor.id if actor.id in people else None)


def sounds(name):
    return {sound(word) for word in re.split(r"[\s-]+", name)} - {""}

"""Picked tasks as the preview of a change shows them: their cards, and what else a change can touch."""

import sqlalchemy as sa

from app.db import rows
from app.tasks.cards import Card, cards_of, ids_of, numbers_in
from app.tasks.labels.models import task_label
from app.tasks.models import Task

PICKED = cards_of(sa.bindparam("project_id"), Task.id.in_(sa.bindparam("ids", expanding=True))).add_columns(
    Task.starts_on, Task.estimate, ids_of(task_label.c.label_id).label("labelled")
)


class Picked(Card):
    """A card with its stage, its labels, its start and its estimate."""

    def __init__(self, row, people, stages, labels):
        *card, self.starts_on, self.estimate, labelled = row
        super().__init__(card, people)
        label_ids = numbers_in(labelled)
        self.stage = stages.get(self.stage_id)
        self.labels = [label for label in labels if label.id in label_ids]


def read_picked(project, labels, ids):
    """Those of the project's tasks, in the order of their ids as given; one that is gone is left out."""
    people, stages = project.sat, {stage.id: stage for stage in project.plan.stages}
    found = rows(PICKED, project_id=project.id, ids=ids) if ids else []
    picked = [Picked(row, people, stages, labels) for row in found]
    return sorted(picked, key=lambda task: ids.index(task.id))

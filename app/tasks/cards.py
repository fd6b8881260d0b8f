"""A task as lists and boards show it: the columns they need, without loading the whole."""

import sqlalchemy as sa

from app.projects.models import InProject
from app.tasks.due import is_late
from app.tasks.models import Task, assignment
from workflows.tasks import TASK


class Card(InProject):
    """The columns of one task, and what guards ask of it."""

    kind = "task"
    workflow = TASK

    def __init__(self, row, people):
        self.id, self.title, self.state, self.due, self.priority, self.needs_review = row[:6]
        self.project_id, self.stage_id, self.rank, self.version, self.due_time, self.due_at, assigned = row[6:]
        self.assignee_ids = numbers_in(assigned)
        self.assignees = tuple(people[number] for number in self.assignee_ids if number in people)

    @property
    def names(self):
        """Who it is given to, in one line."""
        return ", ".join(person.short_name for person in self.assignees)

    def is_assigned_to(self, actor):
        return actor.id in self.assignee_ids

    def is_overdue(self, today):
        return is_late(self, today)


def numbers_in(text):
    """The ids that `ids_of` put into one text."""
    return [int(number) for number in text.split(",")] if text else []


def ids_of(column):
    """The ids that a table of pairs holds for the task, as one text."""
    joined = sa.select(sa.func.aggregate_strings(sa.cast(column, sa.String), ","))
    return joined.where(column.table.c.task_id == Task.id).correlate(Task).scalar_subquery()


def card_columns():
    """What a statement selects for cards; the ids of the people stand in one text."""
    assigned = ids_of(assignment.c.user_id).label("assigned")
    facts = (Task.id, Task.title, Task.state, Task.due, Task.priority, Task.needs_review)
    return *facts, Task.project_id, Task.stage_id, Task.rank, Task.version, Task.due_time, Task.due_at, assigned


def cards_of(project_id, *conditions):
    """A statement for some of a project's tasks."""
    return sa.select(*card_columns()).where(Task.project_id == project_id, Task.deleted_at.is_(None), *conditions)


def given_to(person_id):
    """The tasks of one person, as a condition."""
    given = (assignment.c.task_id == Task.id, assignment.c.user_id == person_id)
    return sa.exists().where(*given).correlate(Task)


def read_cards(project, rows):
    """Rows of `card_columns` as cards; everybody who ever had a seat is known from the project."""
    people = project.sat
    return [Card(row, people) for row in rows]

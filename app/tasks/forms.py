"""A task as it is written."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.forms import ChoiceOf, Form, options
from app.tasks.models import Priority


class TaskForm(Form):
    title = StringField(_l("Title"), [InputRequired(), Length(max=200)])
    description = TextAreaField(_l("Description"), [Length(max=20_000)])
    assignee_ids = SelectMultipleField(_l("Assigned to"), coerce=int)
    due = DateField(_l("Due date"), [Optional()])
    priority = ChoiceOf(_l("Priority"), Priority, "priority", default=Priority.NORMAL.name)
    stage_id = SelectField(_l("Stage"), coerce=int)
    needs_review = BooleanField(_l("The coordinator reviews the work before it is done"))

    def __init__(self, project, task=None, **kwargs):
        self.stages = {stage.id: stage for stage in project.plan.stages}
        people = [*project.workers, *(task.assignees if task else [])]
        self.people = {person.id: person for person in people}
        drawn = facts_of(task) if task else {"stage_id": project.plan.stage.id}
        super().__init__(data=drawn, **kwargs)
        self.assignee_ids.choices = options((id, person.short_name) for id, person in self.people.items())
        self.stage_id.choices = options((id, stage.title) for id, stage in self.stages.items())

    def values(self):
        """What `create` and `revise` take."""
        return {
            "title": self.title.data,
            "description": self.description.data,
            "assignees": [self.people[id] for id in self.assignee_ids.data],
            "due": self.due.data,
            "priority": Priority[self.priority.data],
            "stage": self.stages[self.stage_id.data],
            "needs_review": self.needs_review.data,
        }


def facts_of(task):
    """What the form shows of a task; one without a stage is offered the present one."""
    return {
        "version": str(task.version),
        "title": task.title,
        "description": task.description,
        "assignee_ids": task.assignee_ids,
        "due": task.due,
        "priority": task.priority.name,
        "stage_id": task.stage_id or task.project.plan.stage.id,
        "needs_review": task.needs_review,
    }

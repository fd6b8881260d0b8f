"""A task as it is written."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.forms import ChoiceOf, Form, options
from app.numbers import duration
from app.tasks.estimates import read_estimate
from app.tasks.models import Priority, RepeatUnit
from app.text import say


class WithDates(Form):
    """A start and a due day, in this order if both are given; beside the due day there may be a time."""

    starts_on = DateField(_l("Start date"), [Optional()])
    due = DateField(_l("Due date"), [Optional()])
    due_time = TimeField(_l("Due time"), [Optional()])

    def validate_due(self, field):
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("A task cannot be due before it starts."))

    def validate_due_time(self, field):
        if field.data and not self.due.data:
            raise ValidationError(_("Choose the day, too."))


class DatesForm(WithDates):
    def __init__(self, task, **kwargs):
        drawn = {"starts_on": task.starts_on, "due": task.due, "due_time": task.due_time}
        super().__init__(data={"version": str(task.version), **drawn}, **kwargs)

    def values(self):
        return {"starts_on": self.starts_on.data, "due": self.due.data, "due_time": self.due_time.data}


class TaskForm(WithDates):
    title = StringField(_l("Title"), [InputRequired(), Length(max=200)])
    description = TextAreaField(_l("Description"), [Length(max=20_000)])
    assignee_ids = SelectMultipleField(_l("Assigned to"), coerce=int)
    estimate = StringField(_l("Estimate"), [Length(max=40)])
    repeat_every = IntegerField(_l("Repeat every"), [Optional(), NumberRange(1, 365)])
    repeat_unit = ChoiceOf(_l("Unit of repeating"), RepeatUnit, "repeat", default=RepeatUnit.WEEK.name)
    label_ids = SelectMultipleField(_l("Labels"), coerce=int)
    priority = ChoiceOf(_l("Priority"), Priority, "priority", default=Priority.NORMAL.name)
    stage_id = SelectField(_l("Stage"), coerce=int)
    needs_review = BooleanField(_l("The coordinator reviews the work before it is done"))

    def __init__(self, project, labels, task=None, **kwargs):
        self.stages = {stage.id: stage for stage in project.plan.stages}
        people = [*project.workers, *(task.assignees if task else [])]
        self.labels = {label.id: label for label in labels}
        self.put_away = [label for label in task.labels if label.id not in self.labels] if task else []
        self.people = {person.id: person for person in people}
        drawn = facts_of(task, project.plan) if task else {"stage_id": project.plan.stage.id}
        super().__init__(data=drawn, **kwargs)
        self.assignee_ids.choices = options((id, person.short_name) for id, person in self.people.items())
        self.label_ids.choices = options((id, label.name) for id, label in self.labels.items())
        self.stage_id.choices = options((id, stage.title) for id, stage in self.stages.items())

    def validate_estimate(self, field):
        try:
            read_estimate(field.data)
        except ValueError as unread:
            raise ValidationError(say(unread.args[0])) from unread

    def values(self):
        """What `create` and `revise` take."""
        return {
            "title": self.title.data,
            "description": self.description.data,
            "assignees": [self.people[id] for id in self.assignee_ids.data],
            "starts_on": self.starts_on.data,
            "due": self.due.data,
            "due_time": self.due_time.data,
            "estimate": read_estimate(self.estimate.data),
            "repeat_every": self.repeat_every.data,
            "repeat_unit": RepeatUnit[self.repeat_unit.data] if self.repeat_every.data else None,
            "labels": [*(self.labels[id] for id in self.label_ids.data), *self.put_away],
            "priority": Priority[self.priority.data],
            "stage": self.stages[self.stage_id.data],
            "needs_review": self.needs_review.data,
        }


def facts_of(task, plan):
    """What the form shows of a task; one without a stage is offered the present one."""
    return {
        "version": str(task.version),
        "title": task.title,
        "description": task.description,
        "assignee_ids": task.assignee_ids,
        "starts_on": task.starts_on,
        "due": task.due,
        "due_time": task.due_time,
        "estimate": duration(task.estimate) if task.estimate else "",
        "repeat_every": task.repeat_every,
        "repeat_unit": (task.repeat_unit or RepeatUnit.WEEK).name,
        "label_ids": [label.id for label in task.labels],
        "priority": task.priority.name,
        "stage_id": task.stage_id or plan.stage.id,
        "needs_review": task.needs_review,
    }

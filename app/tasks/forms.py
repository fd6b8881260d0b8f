"""A task as it is written, and the filter of the list."""

from flask_babel import lazy_gettext as _l
from flask_babel import pgettext
from wtforms import BooleanField, DateField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Length, Optional

from app.forms import ChoiceOf, Form, options
from app.tasks.models import Priority
from workflows.tasks import TaskState


class TaskForm(Form):
    title = StringField(_l("Title"), [InputRequired(), Length(max=200)])
    description = TextAreaField(_l("Description"), [Length(max=20_000)])
    assignee_ids = SelectMultipleField(_l("Assigned to"), coerce=int)
    due = DateField(_l("Due date"), [Optional()])
    priority = ChoiceOf(_l("Priority"), Priority, "priority", default=Priority.NORMAL.name)
    stage_id = SelectField(_l("Stage"), coerce=int)
    needs_review = BooleanField(_l("The coordinator reviews the work before it is done"))

    def __init__(self, project, task=None, **kwargs):
        self.people = {person.id: person for person in project.workers}
        self.stages = {stage.id: stage for stage in project.plan.stages}
        super().__init__(obj=task, data=None if task else {"stage_id": project.plan.stage.id}, **kwargs)
        if task:
            self.people |= {person.id: person for person in task.assignees}
            if not self.is_submitted():
                self.priority.data = task.priority.name
        self.assignee_ids.choices = options((id, person.short_name) for id, person in self.people.items())
        self.stage_id.choices = options((id, stage.title) for id, stage in self.stages.items())

    def values(self):
        return {
            "title": self.title.data,
            "description": self.description.data,
            "assignees": [self.people[id] for id in self.assignee_ids.data],
            "due": self.due.data,
            "priority": Priority[self.priority.data],
            "stage": self.stages[self.stage_id.data],
            "needs_review": self.needs_review.data,
        }


class TaskFilter(PlainForm):
    """The list's filter, read from the address; what is not offered is left out."""

    state = SelectField(_l("Status"))
    person = SelectField(_l("Assignee"))
    stage = SelectField(_l("Stage"))

    def __init__(self, project, args):
        super().__init__(args)
        anybody = ("", "–")
        states = [(state.name, pgettext("task", state.value)) for state in TaskState]
        self.state.choices = options([anybody, *states])
        self.person.choices = options([anybody, *((str(p.id), p.short_name) for p in project.workers)])
        self.stage.choices = options([anybody, *((str(s.id), s.title) for s in project.plan.stages)])

    def values(self):
        offered = {f.name: f.data for f in self if f.data and f.data in [choice.value for choice in f.choices]}
        return {
            "state": TaskState[offered["state"]] if "state" in offered else None,
            "person_id": int(offered["person"]) if "person" in offered else None,
            "stage_id": int(offered["stage"]) if "stage" in offered else None,
        }

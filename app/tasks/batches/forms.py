"""What shall become of many tasks; a field left empty changes nothing."""

from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import pgettext
from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField, TimeField, ValidationError
from wtforms.validators import Length, NumberRange, Optional

from app.forms import Form, all_may_be_left_out, options
from app.tasks.estimates import read_estimate
from app.tasks.models import Priority
from app.text import say, word
from workflows.tasks import TASK

#: The fields of this form that say what to change.
WISHES = (
    *(
        "trigger",
        "add_person",
        "remove_person",
        "due",
        "due_time",
        "no_due",
        "shift",
        "starts_on",
        "priority",
        "stage_id",
    ),
    *("add_label", "remove_label", "review", "estimate"),
)
WITHIN_TEN_YEARS = NumberRange(-3650, 3650)


class ChangeForm(Form):
    trigger = SelectField(_l("Move"))
    add_person = SelectField(_l("Assign to"))
    remove_person = SelectField(_l("Take away from"))
    due = DateField(_l("Due date"), [Optional()])
    due_time = TimeField(_l("Due time"), [Optional()])
    no_due = BooleanField(_l("Without a due date"))
    shift = IntegerField(_l("Days later, for the start and the due date"), [Optional(), WITHIN_TEN_YEARS])
    starts_on = DateField(_l("Start date"), [Optional()])
    priority = SelectField(_l("Priority"))
    stage_id = SelectField(_l("Stage"))
    add_label = SelectField(_l("Add the label"))
    remove_label = SelectField(_l("Take the label away"))
    review = SelectField(_l("Review"))
    estimate = StringField(_l("Estimate"), [Length(max=40)])

    def __init__(self, project, labels, **kwargs):
        # It is read from addresses too; what is posted is checked before any form is.
        super().__init__(prefix="to-", meta={"csrf": False}, **kwargs)
        all_may_be_left_out(self)
        self.stages = {str(stage.id): stage for stage in project.plan.stages}
        self.workers = {str(person.id): person for person in project.workers}
        self.everybody = {str(id): person for id, person in project.sat.items()}
        self.labels = {str(label.id): label for label in labels}
        names = {id: label.name for id, label in self.labels.items()}
        self.offer("trigger", {trigger: word("task", TASK.labels[trigger]) for trigger in TASK.triggers})
        self.offer("add_person", {id: person.short_name for id, person in self.workers.items()})
        self.offer("remove_person", {id: person.short_name for id, person in self.everybody.items()})
        self.offer("priority", {level.name: pgettext("priority", level.value) for level in Priority})
        self.offer("stage_id", {id: stage.title for id, stage in self.stages.items()})
        self.offer("add_label", names)
        self.offer("remove_label", names)
        self.offer("review", {"yes": _("The coordinator reviews the work before it is done"), "no": _("No review")})

    def offer(self, name, choices):
        self[name].choices = options([("", _("As it is")), *choices.items()])
        self[name].data = self[name].data or ""

    @property
    def is_filled_in(self):
        """Whether anything is asked for, read or unreadable."""
        return any(typed for name in WISHES for typed in self[name].raw_data or ())

    def validate_estimate(self, field):
        try:
            read_estimate(field.data)
        except ValueError as unread:
            raise ValidationError(say(unread.args[0])) from unread

    def wanted_of(self, task):
        """What the task shall have, by field; only what is asked for."""
        wanted = dict(self.days_of(task))
        wanted |= {"priority": Priority[self.priority.data]} if self.priority.data else {}
        wanted |= {"stage": self.stages[self.stage_id.data]} if self.stage_id.data else {}
        wanted |= {"needs_review": self.review.data == "yes"} if self.review.data else {}
        wanted |= {"estimate": read_estimate(self.estimate.data)} if self.estimate.data else {}
        if self.add_person.data or self.remove_person.data:
            added = self.workers.get(self.add_person.data)
            wanted["assignees"] = changed(task.assignees, added, self.remove_person.data)
        if self.add_label.data or self.remove_label.data:
            wanted["labels"] = changed(task.labels, self.labels.get(self.add_label.data), self.remove_label.data)
        return wanted

    def days_of(self, task):
        days = {"starts_on": self.starts_on.data or task.starts_on, "due": self.due.data or task.due}
        if self.no_due.data:
            days["due"] = None
        for name, day in days.items():
            if day and self.shift.data:
                day += timedelta(days=self.shift.data)
            if day != getattr(task, name):
                yield name, day
        if self.due_time.data and days["due"]:
            yield "due_time", self.due_time.data


def changed(things, added, removed_id):
    """The things with one more and one less; one that is there already is not added again."""
    left = [thing for thing in things if str(thing.id) != removed_id]
    return left if added is None or added.id in [thing.id for thing in left] else [*left, added]

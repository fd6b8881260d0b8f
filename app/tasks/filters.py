"""What a reader of the list chose to see. Anything unknown in the address is left aside."""

from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import pgettext
from wtforms import Form, SelectField, StringField

from app.forms import options
from app.kazakh import tidy
from workflows.tasks import OPEN, TaskState


class Filters(Form):
    words = StringField(_l("Words"), filters=(lambda text: tidy(text or "")[:100],))
    state = SelectField(_l("Status"), default="")
    person = SelectField(_l("Assignee"), default="")
    stage = SelectField(_l("Stage"), default="")
    due = SelectField(_l("Due date"), default="")

    def __init__(self, project, stages, today, arguments):
        super().__init__(arguments)
        self.today = today
        self.state.choices = options([("", _("All that are open")), *state_choices(), ("all", _("All"))])
        people = [(str(person.id), person.short_name) for person in project.workers]
        self.person.choices = options([("", _("All")), *people])
        self.stage.choices = options([("", _("All")), *((str(id), name) for id, name in stages.items())])
        self.due.choices = options([("", _("All")), *due_choices()])
        self.validate()

    def wanted(self):
        """The chosen ones, as `queries.page_of` takes them."""
        return {
            "words": self.words.data,
            "states": self.states(),
            "person_id": number(self.taken(self.person)),
            "stage_id": number(self.taken(self.stage)),
            "days": self.days(),
        }

    def states(self):
        """The chosen state; at first, and among the late ones, those that are open; empty for all."""
        name = self.taken(self.state)
        if name == "all" and self.taken(self.due) != "late":
            return ()
        return [TaskState[name]] if name in TaskState.__members__ else OPEN

    def days(self):
        """The first and the last day of what is due then, or None."""
        week_ends = self.today + timedelta(days=6 - self.today.weekday())
        spans = {
            "late": (date.min, self.today - timedelta(days=1)),
            "today": (self.today, self.today),
            "week": (self.today, week_ends),
            "month": (self.today, self.today + timedelta(days=30)),
        }
        return spans.get(self.taken(self.due))

    def taken(self, field):
        return "" if field.errors else field.data

    @property
    def chosen(self):
        """The chosen ones as parts of an address."""
        return {field.name: field.data for field in self if field.data and not field.errors}


def state_choices():
    return [(state.name, pgettext("task", state.value)) for state in TaskState]


def due_choices():
    return [
        ("late", _("Overdue")),
        ("today", _("Today")),
        ("week", _("This week")),
        ("month", _("Within 30 days")),
    ]


def number(text):
    return int(text) if text else None

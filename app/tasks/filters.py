"""What a reader of the list chose to see. Anything unknown in the address is left aside."""

from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import pgettext
from wtforms import SelectField, StringField

from app import clock
from app.forms import Filter, options
from app.kazakh import tidy
from workflows.tasks import TaskState


class Filters(Filter):
    words = StringField(_l("Words"), filters=(lambda text: tidy(text or "")[:100],))
    state = SelectField(_l("Status"), default="")
    person = SelectField(_l("Assignee"), default="")
    stage = SelectField(_l("Stage"), default="")
    label = SelectField(_l("Label"), default="")
    due = SelectField(_l("Due date"), default="")

    def __init__(self, project, stages, labels, today, arguments):
        super().__init__(arguments)
        self.today = today
        self.state.choices = options([("", _("All that are open")), *state_choices(), ("all", _("All"))])
        people = [(str(person.id), person.short_name) for person in project.workers]
        self.person.choices = options([("", _("All")), *people])
        self.stage.choices = options([("", _("All")), *((str(id), name) for id, name in stages.items())])
        self.label.choices = options([("", _("All")), *((str(id), name) for id, name in labels.items())])
        self.due.choices = options([("", _("All")), *due_choices()])
        self.validate()

    def wanted(self):
        """The chosen ones, as `queries.page_of` takes them."""
        since, until = self.days()
        is_late = self.taken(self.due) == "late"
        state = TaskState.__members__.get(self.taken(self.state))
        return {
            "words": self.words.data,
            "state": state,
            "is_open": state is None and not self.asks_for_all(),
            "person_id": number(self.taken(self.person)),
            "stage_id": number(self.taken(self.stage)),
            "label_id": number(self.taken(self.label)),
            "since": since,
            "until": until,
            "late_at": clock.now() if is_late else None,
        }

    def asks_for_all(self):
        """Whether tasks in any state are asked for; what is late is open."""
        return self.taken(self.state) == "all" and self.taken(self.due) != "late"

    def days(self):
        """The first and the last day of what is due then, each None where there is none."""
        week_ends = self.today + timedelta(days=6 - self.today.weekday())
        spans = {
            "late": (None, self.today),
            "today": (self.today, self.today),
            "week": (self.today, week_ends),
            "month": (self.today, self.today + timedelta(days=30)),
        }
        return spans.get(self.taken(self.due), (None, None))


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

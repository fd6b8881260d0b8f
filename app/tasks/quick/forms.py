"""The line in which a task is written, and what of it was understood."""

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from app.forms import Form, options
from app.tasks.quick.reading import decided, read, title_of

LONGEST, LONGEST_TITLE = 300, 200


class QuickForm(Form):
    """A line, read anew each time; `seen` is the line whose pieces the reader sees, `keep` those left ticked."""

    line = StringField(_l("Task in one line"), [InputRequired(), Length(max=LONGEST)])
    project_id = SelectField(_l("Project"), coerce=int)

    def __init__(self, projects, **kwargs):
        super().__init__(**kwargs)
        self.project_id.choices = options((id, project.title) for id, project in projects.items())
        if self.project_id.data not in projects and not self.is_submitted():
            self.project_id.data = next(iter(projects))
        self.project = projects.get(self.project_id.data)

    def understand(self, today, known, labels):
        """Find the pieces of the line, those that count, and the title that is left."""
        self.labels = {label.id: label for label in labels}
        line, seen = self.line.data or "", request.values.get("seen", "")
        self.pieces = read(line, today, known) if len(line) <= LONGEST else []
        shown = read(seen, today, known) if len(seen) <= LONGEST else []
        self.taken = decided(line, self.pieces, seen, set(request.values.getlist("keep")), shown)
        self.title = title_of(line, self.taken)
        self.is_seen = seen == line or not self.pieces

    def has_title(self):
        """Whether a title is left; if not, the field says what is wanted."""
        if not self.title:
            self.line.errors = [_("Write in words what has to be done.")]
        elif len(self.title) > LONGEST_TITLE:
            self.line.errors = [_("The title is longer than %(n)d characters.", n=LONGEST_TITLE)]
        return not self.line.errors

    def values(self):
        """What `tasks.actions.create` takes of the pieces."""
        people, stages = self.project.sat, {stage.id: stage for stage in self.project.plan.stages}
        due = self.one("day")
        facts = {"due": due and due.day, "due_time": due and due.at, "priority": self.one("priority")}
        return {
            "title": self.title,
            "assignees": [people[id] for id in self.every("person")],
            "labels": [self.labels[id] for id in self.every("label")],
            "stage": stages.get(self.one("stage"), self.project.plan.stage),
            **{name: value for name, value in facts.items() if value is not None},
        }

    def every(self, kind):
        """What the pieces of a kind stand for, each once."""
        return list(dict.fromkeys(piece.value for piece in self.taken if piece.kind == kind))

    def one(self, kind):
        return next(iter(self.every(kind)), None)

"""A new project, and its settings."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from app.accounts.forms import ZONES
from app.forms import Form, options
from app.language import NAMES
from app.text import reader_language

MOST_SEATS = 200


class ProjectForm(Form):
    title = StringField(_l("Title"), [InputRequired(), Length(max=200)])
    language = SelectField(_l("Language"))
    description = TextAreaField(_l("What it is about"), [Length(max=10_000)])
    seat_count = IntegerField(_l("Seats of the workgroup"), [InputRequired(), NumberRange(1, MOST_SEATS)], default=10)
    time_zone = SelectField(_l("Time zone"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.language.choices = options(NAMES.items())
        self.time_zone.choices = options((zone, zone.replace("_", " ")) for zone in ZONES)

    def values(self):
        fields = (self.title, self.language, self.description, self.seat_count, self.time_zone)
        return {field.name: field.data for field in fields}


class NewProjectForm(ProjectForm):
    starts_on = DateField(_l("First day"), [InputRequired()])
    accession_prefix = StringField(_l("Prefix of the accession numbers"), [Length(max=12)], default="RD")

    def __init__(self, today, zone, **kwargs):
        super().__init__(**kwargs)
        if not self.is_submitted():
            self.starts_on.data, self.time_zone.data, self.language.data = today, zone, reader_language()

    def values(self):
        own = {"starts_on": self.starts_on.data, "accession_prefix": self.accession_prefix.data}
        return super().values() | own

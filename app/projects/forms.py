"""A new project, and its settings."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from app import dates
from app.accounts.forms import ZONES
from app.config import LANGUAGES
from app.forms import Form, options
from app.language import NAMES
from app.projects.actions import WORDS, written_in
from app.text import reader_language

MOST_SEATS = 200
GIGABYTE, MOST_GIGABYTES = 1024**3, 100_000


class ProjectForm(Form):
    seat_count = IntegerField(_l("Seats of the workgroup"), [InputRequired(), NumberRange(1, MOST_SEATS)], default=10)
    time_zone = SelectField(_l("Time zone"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.time_zone.choices = options((zone, zone.replace("_", " ")) for zone in ZONES)

    def values(self):
        return {"seat_count": self.seat_count.data, "time_zone": self.time_zone.data}


class NewProjectForm(ProjectForm):
    title = StringField(_l("Title"), [DataRequired(), Length(max=200)])
    language = SelectField(_l("Language of the project"))
    description = TextAreaField(_l("What it is about"), [Length(max=10_000)])
    starts_on = DateField(_l("First day"), [InputRequired()])
    template_id = SelectField(_l("Plan"), coerce=int, default=0)
    accession_prefix = StringField(_l("Prefix of the accession numbers"), [Length(max=12)], default="RD")

    def __init__(self, today, zone, templates, **kwargs):
        super().__init__(**kwargs)
        self.templates = {template.id: template for template in templates}
        kept = ((template.id, template.title) for template in templates)
        self.template_id.choices = options([(0, _("The plan of a cultural history project, five stages")), *kept])
        self.language.choices = options(NAMES.items())
        if not self.is_submitted():
            self.starts_on.data, self.time_zone.data, self.language.data = today, zone, reader_language()

    def validate_starts_on(self, field):
        if field.data and field.data.year not in dates.YEARS:
            raise ValidationError(_("Choose a day between 1991 and 2099."))

    def values(self):
        fields = (self.title, self.language, self.description, self.starts_on, self.accession_prefix)
        template = self.templates.get(self.template_id.data)
        chosen = {"stages": template and template.stages}
        return super().values() | {field.name: field.data for field in fields} | chosen


class HoldForm(Form):
    reason = StringField(_l("Reason"), [DataRequired(), Length(max=500)])
    look_again_on = DateField(_l("Look at it again on"), [Optional()])

    def __init__(self, today, **kwargs):
        super().__init__(**kwargs)
        self.today = today

    def validate_look_again_on(self, field):
        if field.data and not (field.data > self.today and field.data.year in dates.YEARS):
            raise ValidationError(_("Choose a day from tomorrow to the end of 2099."))

    def values(self):
        return {"reason": self.reason.data, "look_again_on": self.look_again_on.data}


class SettingsForm(ProjectForm):
    """The words in each language; the one the project was written in must stay."""

    title_kk = StringField(_l("Title in Kazakh"), [Length(max=200)])
    title_ru = StringField(_l("Title in Russian"), [Length(max=200)])
    title_en = StringField(_l("Title in English"), [Length(max=200)])
    description_kk = TextAreaField(_l("Description in Kazakh"), [Length(max=10_000)])
    description_ru = TextAreaField(_l("Description in Russian"), [Length(max=10_000)])
    description_en = TextAreaField(_l("Description in English"), [Length(max=10_000)])
    room = IntegerField(_l("Room for files, in gigabytes"), [Optional(), NumberRange(1, MOST_GIGABYTES)])

    def __init__(self, project, *, may_set_room, **kwargs):
        words = {f"{field}_{code}": written_in(project, field, code) for field in WORDS for code in LANGUAGES}
        super().__init__(obj=project, data=words, **kwargs)
        if not may_set_room:
            del self.room
        elif not self.is_submitted():
            self.room.data = project.room and project.room // GIGABYTE
        self.own_title = self[f"title_{project.language}"]
        self.own_title.validators = [DataRequired(), *self.own_title.validators]
        self.own_title.flags.required = True

    def values(self):
        titles, descriptions = ({code: self[f"{field}_{code}"].data for code in LANGUAGES} for field in WORDS)
        room = {"room": self.room.data and self.room.data * GIGABYTE} if self.room else {}
        return super().values() | {"titles": titles, "descriptions": descriptions} | room

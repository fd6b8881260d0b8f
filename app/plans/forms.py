"""The forms of a plan: a stage's words, its days, its parting, and who decides at its gate."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from app import dates
from app.config import LANGUAGES
from app.forms import Form, options
from app.plans.standing import span, spans
from app.projects.actions import WORDS, written_in
from workflows.plan_days import is_working_day, moved

LONGEST = 1000  # working days


class TitlesForm(Form):
    """The name of a stage in each language; the one the project is led in must be there."""

    title_kk = StringField(_l("Name in Kazakh"), [Length(max=200)])
    title_ru = StringField(_l("Name in Russian"), [Length(max=200)])
    title_en = StringField(_l("Name in English"), [Length(max=200)])

    def __init__(self, plan, **kwargs):
        super().__init__(obj=plan, **kwargs)
        own = self[f"title_{plan.project.language}"]
        own.validators = [DataRequired(), *own.validators]
        own.flags.required = True

    def titles(self):
        return {code: self[f"title_{code}"].data for code in LANGUAGES}


class WordsForm(TitlesForm):
    description_kk = TextAreaField(_l("Description in Kazakh"), [Length(max=4000)])
    description_ru = TextAreaField(_l("Description in Russian"), [Length(max=4000)])
    description_en = TextAreaField(_l("Description in English"), [Length(max=4000)])

    def __init__(self, stage, **kwargs):
        words = {f"{field}_{code}": written_in(stage, field, code) for field in WORDS for code in LANGUAGES}
        super().__init__(stage.plan, data=words, **kwargs)

    def values(self):
        return {
            "titles": self.titles(),
            "descriptions": {code: self[f"description_{code}"].data for code in LANGUAGES},
        }


class NewStageForm(WordsForm):
    working_days = IntegerField(_l("Working days"), [InputRequired(), NumberRange(1, LONGEST)], default=20)

    def __init__(self, plan, **kwargs):
        TitlesForm.__init__(self, plan, **kwargs)

    def values(self):
        return super().values() | {"working_days": self.working_days.data}


class SplitForm(TitlesForm):
    day = DateField(_l("First day of the second part"), [InputRequired()])

    def __init__(self, stage, **kwargs):
        super().__init__(stage.plan, **kwargs)
        self.stage = stage

    def validate_day(self, field):
        require_working_day(field)
        if field.data and not self.stage.planned_start < field.data <= self.stage.planned_end:
            raise ValidationError(_("Choose a day within the stage, after its first."))

    def values(self):
        return {"day": self.day.data, "titles": self.titles()}


class DaysForm(Form):
    """When a stage begins and ends. It saves only what was shown before: the first click shows, the second saves."""

    start = DateField(_l("First day"), [InputRequired()])
    end = DateField(_l("Last day"), [InputRequired()])
    shown = HiddenField()

    def __init__(self, stage, **kwargs):
        first, last = span(stage)
        super().__init__(obj=stage.plan, data={"start": first, "end": last}, **kwargs)
        self.stage, self.plan = stage, stage.plan

    @property
    def is_to_be_saved(self):
        """Whether the button of the preview was clicked, and the days are still those that it showed."""
        return self.shown.data == self.days_typed

    @property
    def days_typed(self):
        return f"{self.start.data}/{self.end.data}"

    @property
    def place(self):
        return self.plan.stages.index(self.stage)

    @property
    def laid(self):
        """The days of all stages once this is saved."""
        return moved(spans(self.plan), self.place, self.start.data, self.end.data)

    def validate_start(self, field):
        if not field.data or field.data == self.stage.planned_start:
            return
        if self.stage.entered_at:
            raise ValidationError(_("The project has entered this stage: its first day is history."))
        require_working_day(field)
        before = self.plan.stages[self.place - 1].planned_end if self.place else None
        if before and field.data <= before:
            raise ValidationError(_("The stage before it ends on %(day)s.", day=dates.short_day(before)))

    def validate_end(self, field):
        if not field.data or not self.start.data:
            return
        if field.data != self.stage.planned_end:
            require_working_day(field)
        if field.data < self.start.data:
            raise ValidationError(_("The last day comes before the first."))
        if not self.start.errors and self.laid[-1][1].year not in dates.YEARS:
            raise ValidationError(_("The plan would end after the year 2099."))

    def values(self):
        return {"start": self.start.data, "end": self.end.data}


def require_working_day(field):
    if field.data and field.data.year not in dates.YEARS:
        raise ValidationError(_("Choose a day between 1991 and 2099."))
    if field.data and not is_working_day(field.data):
        raise ValidationError(_("Choose a working day, Monday to Friday."))


class DeciderForm(Form):
    person_id = SelectField(_l("Decides at this gate"), coerce=int, default=0)

    def __init__(self, stage, **kwargs):
        super().__init__(obj=stage.plan, data={"person_id": stage.decider_id or 0}, **kwargs)
        self.people = {person.id: person for person in stage.plan.project.people}
        names = ((person.id, person.full_name) for person in self.people.values())
        self.person_id.choices = options([(0, _("The coordinator")), *names])

    def values(self):
        return {"person": self.people.get(self.person_id.data)}


class TemplateForm(Form):
    title = StringField(_l("Name of the template"), [DataRequired(), Length(max=200)])
    is_shared = BooleanField(_l("Everybody who is signed in may begin projects from it"))

    def values(self):
        return {"title": self.title.data, "is_shared": self.is_shared.data}

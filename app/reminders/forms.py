"""A reminder as it is typed: how long before the start, and words of one's own."""

from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import IntegerField, RadioField, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Length, NumberRange

from app import clock
from app.forms import Form, options

UNITS = {"minutes": 1, "hours": 60, "days": 24 * 60}
LONGEST = 60 * UNITS["days"]


class ReminderForm(Form):
    number = IntegerField(_l("How long before the start"), [InputRequired(), NumberRange(1, 9999)], default=2)
    unit = SelectField(lazy_pgettext("time", "Unit"), default="hours")
    text = StringField(_l("Own words in the letter"), [Length(max=500)])

    def __init__(self, meeting, **kwargs):
        super().__init__(**kwargs)
        self.meeting = meeting
        words = [("minutes", _("minutes")), ("hours", _("hours")), ("days", _("days"))]
        self.unit.choices = options(words)

    @property
    def minutes_before(self):
        return self.number.data * UNITS[self.unit.data]

    def validate_number(self, field):
        if field.data is None or self.unit.data not in UNITS:
            return
        if self.minutes_before > LONGEST:
            raise ValidationError(_("Not more than 60 days before."))
        if self.meeting.starts_at - timedelta(minutes=self.minutes_before) <= clock.now():
            raise ValidationError(_("That moment has passed already."))

    def values(self):
        return {"minutes_before": self.minutes_before, "text": self.text.data}


class NowForm(Form):
    to = RadioField(_l("To whom"), default="all")
    text = StringField(_l("Own words in the letter"), [Length(max=500)])

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.to.choices = options(
            [("all", _("Everybody who has not declined")), ("unanswered", _("Only who has not answered"))]
        )

    def values(self):
        return {"text": self.text.data, "only_unanswered": self.to.data == "unanswered"}

"""How a meeting recurs: the rule, its end, and the days that come out of it, each of which may be left out."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    SubmitField,
    ValidationError,
)
from wtforms.validators import InputRequired, NumberRange, Optional

from app import dates
from app.forms import Form, options
from app.meetings.series import rules
from app.meetings.series.days import proposed
from app.meetings.series.queries import AHEAD
from app.meetings.series.rules import MOST, Rule, Unit
from app.meetings.words import lead_time

DAY = 24 * 60


class RepeatForm(Form):
    """`seen` is the rule whose days the page has shown: a meeting is never repeated on days that nobody looked at."""

    unit = RadioField(_l("How it repeats"), [InputRequired()], default=Unit.WEEK.name)
    every = IntegerField(_l("Every so many weeks or months"), [InputRequired(), NumberRange(1, 12)], default=1)
    weekdays = SelectMultipleField(_l("Weekdays, where it is by weekdays"), coerce=int)
    until = DateField(_l("Until this day"), [Optional()])
    times = IntegerField(_l("Or so many times"), [Optional(), NumberRange(2, MOST)])
    skips_holidays = BooleanField(_l("Leave out the public holidays of Kazakhstan"))
    announce_days = SelectField(_l("People are invited so long before each meeting"), coerce=int, default=14)
    has_agenda = BooleanField(_l("Each meeting has the same topics"))
    days = SelectMultipleField(_l("Days"), coerce=date.fromisoformat, validate_choice=False)
    seen = HiddenField()
    look = SubmitField(_l("Show the days"))

    def __init__(self, meeting):
        self.meeting = meeting
        self.first_day = first = meeting.starts_wall.date()
        preset = {"weekdays": [first.weekday()], "times": 10, "skips_holidays": True}
        super().__init__(version=meeting.version, data=preset)
        self.unit.choices = options((unit.name, words) for unit, words in self.ways())
        self.weekdays.choices = options((day, rules.name_of_weekday(day)) for day in range(7))
        self.announce_days.choices = options((days, lead_time(days * DAY)) for days in AHEAD)

    def ways(self):
        """The ways that suit the meeting's day: one on a 30th is no fifth Monday of every month."""
        day, code = self.first_day, rules.CODES[self.first_day.weekday()]
        yield Unit.WEEK, _("By weekdays")
        yield Unit.MONTH_DAY, _("Monthly: day %(n)s", n=day.day)
        if day.day <= rules.SHORTEST_MONTH:
            yield (
                Unit.MONTH_WEEKDAY,
                _("Monthly: %(which)s", which=rules.which_weekday(f"{rules.place_in_month(day)}{code}")),
            )
        if rules.is_last_in_month(day):
            yield Unit.MONTH_LAST, _("Monthly: %(which)s", which=rules.which_weekday(f"-1{code}"))

    def validate(self, *args, **kwargs):
        """An end it must have, whichever of the two; and of the days that were looked at, one at least."""
        if not super().validate(*args, **kwargs):
            return False
        if self.until.data is None and self.times.data is None:
            self.until.errors = [_("Say until which day, or how many times.")]
        elif not self.is_to_be_shown and not any(map(self.chosen, self.proposed())):
            self.days.errors = [_("Tick at least one day.")]
        return not self.errors

    @property
    def is_to_be_shown(self):
        """Whether the days are only to be shown: it was asked for, or nobody has seen them yet."""
        return self.look.data or not self.was_looked_at()

    def validate_until(self, field):
        if field.data and (field.data <= self.first_day or field.data.year not in dates.YEARS):
            raise ValidationError(_("Choose a later day, before the year 2100."))

    @property
    def rule(self):
        """The RRULE that is filled in; a day of the end counts before a number of times."""
        until, times = self.until.data, self.times.data
        weekdays = tuple(self.weekdays.data or ())
        chosen = Rule(Unit[self.unit.data], self.every.data, weekdays, until, None if until else times)
        return rules.text_of(chosen, self.first_day)

    @property
    def looked_at(self):
        """What the days that are shown come from."""
        return f"{self.rule} {'with' if self.skips_holidays.data else 'holidays'} {self.first_day}"

    def proposed(self):
        """The days of the rule; none while there is no rule."""
        if any(field.errors for field in self if field is not self.days):
            return []
        return proposed(self.meeting, self.rule, skips_holidays=self.skips_holidays.data)

    def was_looked_at(self):
        return self.seen.data == self.looked_at

    def chosen(self, day):
        """Whether a proposed day is ticked: as it was posted, or where its days are shown anew, if it is free."""
        return day.is_possible and (day.day in (self.days.data or ()) if self.was_looked_at() else day.is_free)

    def values(self):
        offered = self.proposed()
        days = [day.day for day in offered if self.chosen(day)]
        left_out = [day.day for day in offered if day.day not in days]
        return {
            "rule": self.rule,
            "days": days,
            "exceptions": rules.exceptions_of(left_out),
            "announce_days": self.announce_days.data,
            "has_agenda": self.has_agenda.data,
        }

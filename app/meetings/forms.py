"""The forms of a meeting: when and where and what about, who said what, what was settled."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    FormField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    SubmitField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app import clock
from app.accounts.forms import zones
from app.forms import ChoiceOf, Form, WebAddress, options
from app.meetings.guests import Guests
from app.meetings.hours import HasHour, hour_field, which_field
from app.meetings.topic_form import LONGEST, TopicForm
from workflows.meetings import MeetingState, OutcomeKind

SCOPES = options([("this", _l("Only this meeting")), ("following", _l("This one and those that follow"))])
MOST_TOPICS, SPARE_TOPICS = 40, 3


class DayOrOpen(Optional):
    """The day may be left open, for those invited to be asked, where the form's `needs_day` does not say otherwise."""

    def __call__(self, form, field):
        if form.needs_day:
            InputRequired()(form, field)
        else:
            super().__call__(form, field)


class MeetingForm(HasHour, Form):
    title = StringField(_l("Title"), [InputRequired(), Length(max=200)])
    starts_wall = hour_field(DayOrOpen())
    zone = SelectField(_l("Time zone"))
    fold = which_field()
    minutes_long = IntegerField(_l("How long, in minutes"), [InputRequired(), NumberRange(5, LONGEST)], default=60)
    place = StringField(_l("Place"), [Length(max=200)])
    link = StringField(_l("Link for joining"), [Optional(), WebAddress(), Length(max=500)])
    description = TextAreaField(_l("What it is about"), [Length(max=10_000)])
    agenda = FieldList(FormField(TopicForm), _l("Agenda"), max_entries=MOST_TOPICS)
    people_ids = SelectMultipleField(
        _l("Who is invited"), [InputRequired(_l("Choose at least one person."))], coerce=int
    )
    guests = Guests(_l("Guests from outside"))
    chair_id = SelectField(_l("Chair"), coerce=int, default=0)
    secretary_id = SelectField(_l("Secretary"), coerce=int, default=0)
    quorum = IntegerField(_l("Quorum: how many must be there"), [Optional(), NumberRange(1, 500)])
    repeats = BooleanField(_l("Repeat this meeting: the days are chosen next"))
    was_held = BooleanField(_l("This meeting was held already: it is only written down"))
    look = SubmitField(_l("Find"))
    scope = RadioField(_l("What is changed"), choices=SCOPES, default="this")

    def __init__(self, project, zone, meeting=None, **kwargs):
        self.people = {person.id: person for person in project.people}
        self.meeting = meeting
        self.day = meeting.starts_wall.date() if meeting else None
        preset = {"people_ids": list(self.people), "zone": zone}
        super().__init__(obj=meeting, data=None if meeting else preset, **kwargs)
        self.zones = {choice.value: choice for choice in [*zones(), SelectChoice(zone, zone)]}
        self.zone.choices = list(self.zones.values())
        self.own_zone = zone
        people = [(person.id, person.short_name) for person in project.people]
        self.people_ids.choices = options(people)
        if meeting and not self.is_submitted():
            self.starts_wall.data = None if meeting.is_day_open else meeting.starts_wall
            self.people_ids.data = [row.user_id for row in meeting.invited if row.user_id]
            self.guests.data = [(row.guest_name, row.guest_address) for row in meeting.guests]
        if not self.is_submitted():
            for _spare in range(min(SPARE_TOPICS, MOST_TOPICS - len(self.agenda))):
                self.agenda.append_entry()
        presenters = options([(0, "–"), *people])
        for field in (self.chair_id, self.secretary_id):
            field.choices = presenters
            field.data = field.data or 0
        for topic in self.agenda:
            topic.form.presenter_id.choices = presenters
            topic.form.presenter_id.data = topic.form.presenter_id.data or 0

    @property
    def is_about_following(self):
        """Whether the meetings of its series that follow are to be changed as well."""
        return self.scope.data == "following"

    @property
    def chosen_zone(self):
        """The zone that is chosen; the project's while none of the list is."""
        return self.zone.data if self.zone.data in self.zones else self.own_zone

    @property
    def needs_day(self):
        """Whether it must be said when: what was announced, or belongs to others, has its day."""
        is_known = self.meeting and (self.meeting.state is not MeetingState.DRAFT or self.meeting.series_id)
        return bool(is_known or self.repeats.data or self.was_held.data)

    def validate_was_held(self, field):
        if field.data and self.repeats.data:
            raise ValidationError(_("Choose one of the two."))
        if field.data and self.instants and self.instants[-1] > clock.now():
            raise ValidationError(_("This day is still to come: nothing can have been held on it."))

    def validate_scope(self, field):
        """The days of a series are its rule's; an hour and a place can be given to all that follow."""
        day = self.starts_wall.data and self.starts_wall.data.date()
        if self.is_about_following and day not in (None, self.day):
            raise ValidationError(_("Another day is given to one meeting alone: the others keep the days of the rule."))

    def validate_guests(self, field):
        """Somebody of the project is no guest: their account gets the letters."""
        ours = {person.email: person.short_name for person in self.people.values()}
        for _name, address in field.data or []:
            if address in ours:
                raise ValidationError(_("%(name)s belongs to the project: choose them above.", name=ours[address]))

    def values(self):
        topics = [topic.form for topic in self.agenda if topic.form.title.data]
        wall = self.starts_wall.data
        return {
            "title": self.title.data,
            **({"starts_wall": wall, "fold": self.chosen_fold} if wall else {}),
            "is_day_open": wall is None,
            "zone": self.zone.data,
            "minutes_long": self.minutes_long.data,
            "place": self.place.data,
            "link": self.link.data,
            "description": self.description.data,
            "agenda": [topic.value() for topic in topics],
            "people": [self.people[id] for id in self.people_ids.data],
            "guests": self.guests.data or [],
            "quorum": self.quorum.data,
            "chair_id": self.chair_id.data or None,
            "secretary_id": self.secretary_id.data or None,
        }


class MinutesForm(Form):
    text = TextAreaField(lazy_pgettext("record", "Minutes"), [Length(max=100_000)])
    present = SelectMultipleField(_l("Who was there"), coerce=int)

    def __init__(self, meeting, **kwargs):
        super().__init__(**kwargs)
        self.present.choices = options((row.id, row.short_name) for row in meeting.invited)
        if not self.is_submitted():
            self.text.data = meeting.minutes.text if meeting.minutes else ""
            self.present.data = [row.id for row in meeting.invited if row.attended]


class AmendmentForm(Form):
    text = TextAreaField(_l("What is corrected"), [InputRequired(), Length(max=10_000)])


class OutcomeForm(Form):
    nature = ChoiceOf(_l("What was settled"), OutcomeKind, "outcome", default=OutcomeKind.DECISION.name)
    text = TextAreaField(_l("In words"), [InputRequired(), Length(max=2000)])
    person_id = SelectField(_l("Who does it"), coerce=int, default=0)
    due = DateField(_l("Due date"), [Optional()])
    agenda_item_id = SelectField(_l("Topic"), coerce=int, default=0)

    def __init__(self, project, topics=(), **kwargs):
        super().__init__(**kwargs)
        self.people = {person.id: person for person in project.workers}
        self.agenda_item_id.choices = options([(0, "–"), *((item.id, item.title) for item in topics)])
        self.person_id.choices = options([(0, "–"), *((person.id, person.short_name) for person in project.workers)])

    def validate_person_id(self, field):
        if self.nature.data == OutcomeKind.ACTION.name and not field.data:
            raise ValidationError(_("An action item needs a person."))

    def values(self):
        return {
            "nature": OutcomeKind[self.nature.data],
            "text": self.text.data,
            "person": self.people.get(self.person_id.data),
            "due": self.due.data,
            "agenda_item_id": self.agenda_item_id.data or None,
        }

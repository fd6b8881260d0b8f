"""One topic in the agenda's form: its words, its minutes, who presents it, and what it is about."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import IntegerField, SelectField, SelectMultipleField, StringField, ValidationError
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from app.forms import Part
from app.meetings.agenda import Topic

LONGEST = 24 * 60


class TopicForm(Part):
    """One line of the agenda; an empty title leaves it out. `things.choosing.offer` gives `about` its choices."""

    id = IntegerField(validators=[Optional()], widget=HiddenInput())
    title = StringField(_l("Topic"), [Length(max=200)])
    minutes = IntegerField(lazy_pgettext("time", "Minutes"), [Optional(), NumberRange(1, LONGEST)], default=10)
    presenter_id = SelectField(_l("Presented by"), coerce=int, default=0)
    about = SelectMultipleField(_l("What the topic is about"), choices=[], validate_choice=False)
    words = StringField(_l("Words of a task or material"), [Length(max=100)])
    offered: dict = {}
    found_nothing = False

    def validate_about(self, field):
        if not set(field.data or ()) <= set(self.offered):
            raise ValidationError(_("Choose tasks, materials and stages of this project that are still there."))

    @property
    def is_looked_into(self):
        """Whether the choice of what it is about stands open."""
        return bool(self.about.errors or self.words.errors or self.words.data)

    def value(self):
        things = [self.offered[key] for key in dict.fromkeys(self.about.data or ())]
        presenter_id = self.presenter_id.data or None
        return Topic(self.title.data, self.minutes.data or 10, presenter_id, self.id.data, things)

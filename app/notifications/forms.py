"""What the reader wishes to be told of by mail, and when a digest comes."""

from flask_babel import get_locale, pgettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectMultipleField
from wtforms.validators import InputRequired

from app.accounts.wishes import DIGEST_HOURS, OFFERED, WEEKDAYS, Channel, Topic
from app.forms import Form, options


class WishesForm(Form):
    """A field for each topic, named by it in small letters."""

    days = SelectMultipleField(_l("Days of the digest"), coerce=int)
    hours = SelectMultipleField(_l("Hours of the digest"), coerce=int)

    def __init__(self, user):
        wished = {name_of(topic): user.channel_of(topic).name for topic in Topic}
        super().__init__(data={**wished, "days": user.digest_days, "hours": user.digest_hours, "version": user.version})
        names = get_locale().days["stand-alone"]["wide"]
        self.days.choices = options((day, names[day]) for day in WEEKDAYS)
        self.hours.choices = options((hour, f"{hour:02}:00") for hour in DIGEST_HOURS)
        for topic in Topic:
            field = self[name_of(topic)]
            field.label.text = pgettext("topic", topic.value)
            field.choices = options((channel.name, pgettext("channel", channel.value)) for channel in OFFERED[topic])

    @property
    def topics(self):
        return [self[name_of(topic)] for topic in Topic]

    def values(self):
        channels = {topic: Channel[self[name_of(topic)].data] for topic in Topic}
        return {"channels": channels, "days": self.days.data, "hours": self.hours.data}


def name_of(topic):
    return topic.name.lower()


for topic in Topic:
    setattr(WishesForm, name_of(topic), RadioField(validators=[InputRequired()]))

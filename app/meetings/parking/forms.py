"""The form of a topic to park."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from app.forms import Form


class ParkForm(Form):
    title = StringField(_l("Topic"), [InputRequired(), Length(max=200)])

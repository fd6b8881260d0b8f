"""A label as it is written: its name and its colour."""

from flask_babel import lazy_gettext as _l
from flask_babel import pgettext
from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, Length

from app.forms import Form, options
from workflows.sentences import p

#: Each colour by its number, as the style sheet has it.
COLOURS = (
    p("colour", "Grey"),
    p("colour", "Blue"),
    p("colour", "Green"),
    p("colour", "Gold"),
    p("colour", "Red"),
    p("colour", "Violet"),
    p("colour", "Brown"),
    p("colour", "Pink"),
)


class LabelForm(Form):
    name = StringField(_l("Title"), [DataRequired(), Length(max=40)])
    tint = RadioField(_l("Colour"), [DataRequired()], coerce=int)

    def __init__(self, label=None, **kwargs):
        drawn = {"tint": 0} if label is None else {"name": label.name, "tint": label.tint, "version": label.version}
        super().__init__(data=drawn, **kwargs)
        self.tint.choices = options(enumerate(colour_names()))

    def values(self):
        return {"name": self.name.data, "tint": self.tint.data}


def colour_names():
    return [pgettext("colour", colour) for colour in COLOURS]

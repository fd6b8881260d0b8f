"""Numbers of persons, events and places in other catalogues, as values: nothing is asked of those catalogues."""

import re

from flask_babel import lazy_gettext as _l
from wtforms import StringField, ValidationError
from wtforms.validators import Length, Optional, Regexp

from app.forms import tidy_line

#: A number may be pasted with its address or in groups.
AROUND = re.compile(r"https?://\S*/(?=[^/]+$)|[\s-]")
SIXTEEN = re.compile(r"[0-9]{15}[0-9X]\Z")
WIDE = str.maketrans("qxХх", "QXXX")


class NumberField(StringField):
    """The number of a thing in another catalogue: the number alone, of what was pasted or typed with spaces."""

    def process_formdata(self, typed):
        if typed:
            self.data = AROUND.sub("", tidy_line(typed[0])).translate(WIDE)


def number_of(catalogue, most, checks):
    return NumberField(catalogue, [Optional(), Length(max=most), *checks])


def is_isni(number):
    """Whether the last of the sixteen figures fits the others (ISO 27729, by ISO 7064 MOD 11-2)."""
    total = 0
    for figure in number[:15]:
        total = (total + int(figure)) * 2
    return number[15] == "0123456789X"[(12 - total % 11) % 11]


def check_isni(_form, field):
    """Raise ValidationError where a figure was mistyped."""
    if SIXTEEN.match(field.data) and not is_isni(field.data):
        raise ValidationError(_l("One figure of this ISNI is mistyped: its last one does not fit the others."))


WIKIDATA = (Regexp(r"Q[1-9][0-9]*\Z", message=_l("A Wikidata number looks like Q1234.")),)
FIGURES_ONLY = (Regexp(r"[0-9]+\Z", message=_l("Write figures only.")),)
ISNI = (Regexp(SIXTEEN, message=_l("An ISNI has sixteen figures.")), check_isni)

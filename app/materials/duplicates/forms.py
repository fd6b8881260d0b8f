"""The form by which two persons, events or places are made one."""

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.forms import Form
from app.materials.duplicates.fields import BOTH, CHOSEN


class MergeForm(Form):
    reason = TextAreaField(_l("How it is known that they are the same"), [DataRequired(), Length(max=2000)])
    other_version = HiddenField(name="version-other")  # no part of what is typed: a second click is the same form

    @property
    def other_drawn_from(self):
        """The version of the other one that the form was drawn with; -1, which is never right, without one."""
        typed = self.other_version.data or ""
        return int(typed) if typed.isdecimal() and len(typed) < 10 else -1


def chosen(kind):
    """Of which field whose value is to be kept, by what the reader chose: ``{field: "mine" or "theirs"}``."""
    asked = ((name, request.values.get(name)) for name in CHOSEN[kind])
    return {name: side for name, side in asked if side in BOTH}

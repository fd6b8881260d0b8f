"""The form that takes a table."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import ValidationError

from app.forms import Form
from app.tables.reading import MOST_LINES, Unreadable, read_table
from app.text import say


class TableForm(Form):
    """Once it is valid, `heads` and `lines` are the table as text, of `most` lines at the most."""

    most = MOST_LINES

    table = FileField(_l("Table as XLSX or CSV"), [FileRequired()])

    def validate_table(self, field):
        try:
            self.heads, self.lines = read_table(field.data.read(), self.most)
        except Unreadable as unreadable:
            raise ValidationError(say(unreadable.reason)) from unreadable

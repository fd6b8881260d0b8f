"""People from outside as they are typed: a line each, a name and an address."""

from email.utils import parseaddr

from flask_babel import gettext as _
from wtforms import TextAreaField, ValidationError

from app.accounts.actions import normalised
from app.forms import tidy_paragraphs

MOST, LONGEST_NAME = 30, 120


class Guests(TextAreaField):
    """Lines such as “Марат Әлиев <marat@museum.kz>”, or a bare address. `data` is a list of ``(name, address)``."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs | {"filters": ()})

    def process_formdata(self, valuelist):
        self.typed = tidy_paragraphs(valuelist[0]) if valuelist else ""
        self.data = []
        lines = [line.strip() for line in self.typed.splitlines() if line.strip()]
        if len(lines) > MOST:
            raise ValidationError(_("Not more than %(most)d guests.", most=MOST))
        self.data = list({address: (name, address) for name, address in map(guest, lines)}.values())

    def _value(self):
        """What was typed, or the guests there are."""
        if self.raw_data:
            return self.typed
        return "\n".join(f"{name} <{address}>" if name else address for name, address in self.data or [])


def guest(line):
    """The name and the address of a line. Raises `ValidationError` with the line that is none."""
    name, address = parseaddr(line)
    try:
        return " ".join(name.split())[:LONGEST_NAME], normalised(address)
    except ValueError as error:
        raise ValidationError(_("This is not a guest's address: %(line)s", line=line)) from error

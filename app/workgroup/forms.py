"""Invite somebody, change a seat, accept an invitation."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import pgettext
from wtforms import PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from app.accounts.forms import Address, NameForm
from app.accounts.passwords import LONGEST, SHORTEST
from app.forms import ChoiceOf, Form, options, tidy_line
from app.language import NAMES
from app.rights import Role
from app.workgroup.actions import HERE_ALREADY, INVITED_ALREADY, OFFERED, TAKEN

OBSERVER = "observer"


class InvitationForm(Form):
    email = Address(_l("E-mail"), [InputRequired(), Length(max=254)], filters=(tidy_line,))
    place = SelectField(_l("Seat"))
    language = SelectField(_l("Language of the letter"))

    mended_at = {HERE_ALREADY: "email", INVITED_ALREADY: "email", OFFERED: "place", TAKEN: "place"}

    def __init__(self, project, **kwargs):
        super().__init__(**kwargs)
        self.seats = {str(seat.id): seat for seat in project.numbered_seats if seat.is_free}
        free = [(id, seat_words(seat)) for id, seat in self.seats.items()]
        self.place.choices = options([("", _("The next free seat")), *free, (OBSERVER, pgettext("role", "Observer"))])
        self.language.choices = options(NAMES.items())
        if not self.is_submitted():
            self.language.data = project.language

    def values(self):
        is_observer = self.place.data == OBSERVER
        return {
            "email": self.email.normal,
            "seat": self.seats.get(self.place.data),
            "role": Role.OBSERVER if is_observer else Role.MEMBER,
            "language": self.language.data,
        }


def seat_words(seat):
    return f"{seat.number}. {seat.duty}" if seat.duty else _("Seat %(number)s", number=seat.number)


class SeatForm(Form):
    """The duty and the role of a seat. An observer's seat has no other role."""

    duty = StringField(_l("Duty"), [Length(max=200)])
    role = ChoiceOf(_l("Role"), Role, "role")

    def __init__(self, seat, **kwargs):
        super().__init__(obj=seat, **kwargs)
        roles = (Role.OBSERVER,) if seat.number is None else (Role.COORDINATOR, Role.MEMBER)
        self.role.choices = [choice for choice in self.role.choices if Role[choice.value] in roles]
        if not self.is_submitted():
            self.role.data = seat.role.name

    def values(self):
        return {"duty": self.duty.data, "role": Role[self.role.data]}


class AcceptForm(NameForm):
    password = PasswordField(_l("Password"), [Optional(), Length(SHORTEST, LONGEST)])

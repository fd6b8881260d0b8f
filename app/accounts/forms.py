"""Signing in, the first account, and one's own settings."""

from zoneinfo import available_timezones

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, PasswordField, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from app.accounts import passwords
from app.accounts.actions import normalised
from app.forms import Form, options, tidy_line
from app.language import NAMES

ZONES = sorted(
    zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix/", "right/"))
)


class Address(EmailField):
    """An e-mail address, kept as typed; `normal` is how accounts keep it."""

    def pre_validate(self, form):
        try:
            self.normal = normalised(self.data or "")
        except ValueError as error:
            raise ValidationError(_("This is not an e-mail address.")) from error


class SignInForm(Form):
    email = Address(_l("E-mail"), [InputRequired(), Length(max=254)], filters=(tidy_line,))
    password = PasswordField(_l("Password"), [Optional(), Length(max=passwords.LONGEST)])


class NameForm(Form):
    surname = StringField(_l("Surname"), [Length(max=80)])
    given_name = StringField(_l("Given name"), [InputRequired(), Length(max=80)])
    patronymic = StringField(_l("Patronymic"), [Length(max=80)])
    language = SelectField(_l("Language"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.language.choices = options(NAMES.items())

    def names(self):
        fields = (self.surname, self.given_name, self.patronymic, self.language)
        return {field.name: field.data for field in fields}


class FirstForm(NameForm):
    email = Address(_l("E-mail"), [InputRequired(), Length(max=254)], filters=(tidy_line,))
    password = PasswordField(_l("Password"), [Optional(), Length(passwords.SHORTEST, passwords.LONGEST)])


class SettingsForm(NameForm):
    time_zone = SelectField(_l("Time zone"))
    theme = SelectField(_l("Theme"))
    shortcuts = BooleanField(_l("Keyboard shortcuts"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.time_zone.choices = options((zone, zone.replace("_", " ")) for zone in ZONES)
        self.theme.choices = options([("auto", _("As on the device")), ("light", _("Light")), ("dark", _("Dark"))])

    def values(self):
        chosen = {
            "time_zone": self.time_zone.data,
            "theme": self.theme.data,
            "shortcuts": self.shortcuts.data,
        }
        return self.names() | chosen


class PasswordForm(Form):
    password = PasswordField(_l("New password"), [InputRequired(), Length(passwords.SHORTEST, passwords.LONGEST)])

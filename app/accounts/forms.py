"""Signing in, the first account, and one's own settings."""

from zoneinfo import available_timezones

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, PasswordField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.accounts import passwords
from app.accounts.actions import normalised
from app.forms import Form, options, tidy_line
from app.language import NAMES
from app.text import reader_language

ZONES = sorted(
    zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix/", "right/"))
)
PASSWORD_LENGTH = Length(passwords.SHORTEST, passwords.LONGEST)
NEW_PASSWORD = {"autocomplete": "new-password"}
#: Offered first: a library's people are mostly here.
NEAR = ("Almaty", "Aqtau", "Aqtobe", "Atyrau", "Oral", "Qostanay", "Qyzylorda")


class Address(EmailField):
    """An e-mail address, kept as typed; `normal` is how accounts keep it."""

    def pre_validate(self, form):
        try:
            self.normal = normalised(self.data or "")
        except ValueError as error:
            raise ValidationError(_("This is not an e-mail address.")) from error


def zones():
    """Every zone as a choice, those of Kazakhstan first."""
    near = [f"Asia/{city}" for city in NEAR]
    groups = {_("Kazakhstan"): near, _("All zones"): [zone for zone in ZONES if zone not in near]}
    return [SelectChoice(zone, zone.replace("_", " "), {}, group) for group, names in groups.items() for zone in names]


class SignInForm(Form):
    email = Address(
        _l("E-mail"), [InputRequired(), Length(max=254)], filters=(tidy_line,), render_kw={"autocomplete": "username"}
    )
    password = PasswordField(
        _l("Password"), [Optional(), Length(max=passwords.LONGEST)], render_kw={"autocomplete": "current-password"}
    )


class NameForm(Form):
    surname = StringField(_l("Surname"), [Length(max=80)], render_kw={"autocomplete": "family-name"})
    given_name = StringField(
        _l("Given name"), [DataRequired(), Length(max=80)], render_kw={"autocomplete": "given-name"}
    )
    patronymic = StringField(_l("Patronymic"), [Length(max=80)], render_kw={"autocomplete": "additional-name"})
    language = SelectField(_l("Language"), default=reader_language)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.language.choices = options(NAMES.items())

    def names(self):
        fields = (self.surname, self.given_name, self.patronymic, self.language)
        return {field.name: field.data for field in fields}


class FirstForm(NameForm):
    email = Address(
        _l("E-mail"), [InputRequired(), Length(max=254)], filters=(tidy_line,), render_kw={"autocomplete": "email"}
    )
    password = PasswordField(_l("Password"), [Optional(), PASSWORD_LENGTH], render_kw=NEW_PASSWORD)


class SettingsForm(NameForm):
    time_zone = SelectField(_l("Time zone"))
    theme = SelectField(_l("Theme"))
    shortcuts = BooleanField(_l("Keyboard shortcuts"))
    wants_reminders = BooleanField(_l("Remind me of meetings by e-mail"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.time_zone.choices = zones()
        self.theme.choices = options([("auto", _("As on the device")), ("light", _("Light")), ("dark", _("Dark"))])

    def values(self):
        chosen = {
            "time_zone": self.time_zone.data,
            "theme": self.theme.data,
            "shortcuts": self.shortcuts.data,
            "wants_reminders": self.wants_reminders.data,
        }
        return self.names() | chosen


class PasswordForm(Form):
    password = PasswordField(_l("New password"), [InputRequired(), PASSWORD_LENGTH], render_kw=NEW_PASSWORD)

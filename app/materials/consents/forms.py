"""The forms of a consent: what was signed, and why it is taken back."""

from flask_babel import get_locale, pgettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.config import LANGUAGES
from app.files.receiving import FilesField
from app.forms import ChoiceOf, Form, options
from app.materials.consents.models import Scope, Signer


class ConsentForm(Form):
    signed_by = StringField(_l("Who signed"), [DataRequired(), Length(max=200)])
    signer = ChoiceOf(_l("Who that is"), Signer, "signer", validators=[InputRequired()])
    scope = SelectMultipleField(_l("What is allowed"), [DataRequired()])
    signed_on = DateField(_l("Signed on"), [InputRequired()])
    valid_until = DateField(_l("Valid until"), [Optional()])
    language = SelectField(_l("Language of the form"))
    form_version = StringField(_l("Version of the form"), [Length(max=40)])
    note = TextAreaField(_l("Note"), [Length(max=5000)])
    files = FilesField(_l("The signed paper"), [DataRequired()])

    def __init__(self, today, **kwargs):
        super().__init__(**kwargs)
        self.today = today
        self.scope.choices = options((scope.name, pgettext("scope", scope.value)) for scope in Scope)
        self.language.choices = options((code, get_locale().languages[code]) for code in LANGUAGES)

    def validate_signed_on(self, field):
        if field.data and field.data > self.today:
            raise ValidationError(_("This day has not come yet."))

    def validate_valid_until(self, field):
        if field.data and field.data < self.today:
            raise ValidationError(_("This day is over."))

    def values(self):
        plain = ("signed_by", "scope", "signed_on", "valid_until", "language", "form_version", "note")
        return {**{name: self[name].data for name in plain}, "signer": Signer[self.signer.data]}


class WithdrawForm(Form):
    reason = TextAreaField(_l("What the person said"), [DataRequired(), Length(max=2000)])

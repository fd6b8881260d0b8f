"""The form all forms come from: it tidies what is typed, keeps it, and shows refusals as its own errors."""

from contextlib import contextmanager

import wtforms
from flask import render_template
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import URL

from app.db import db
from app.form_keys import new_form_key
from app.form_sentences import OwnSentences
from app.kazakh import tidy
from app.pages import posted_version
from app.text import say
from workflows.engine import Refused


class Rules(FlaskForm.Meta):
    """What all fields have in common: how they are tidied, and in whose words they refuse."""

    def bind_field(self, form, unbound_field, options):
        """Every line typed is normalised at the door: one Unicode form, no control characters."""
        if unbound_field.field_class is TextAreaField:
            options = {"filters": (tidy_paragraphs,), **options}
        elif issubclass(unbound_field.field_class, StringField):
            options = {"filters": (tidy_line,), **options}
        return unbound_field.bind(form=form, **options)

    def get_translations(self, form):
        return OwnSentences()


class Part(wtforms.Form):
    """A few fields that are repeated within a form."""

    class Meta(Rules):
        csrf = False


class Form(FlaskForm):
    """A form that carries the version it was drawn from and a key that lets it be carried out once."""

    Meta = Rules
    #: Refusals of the form's action that one field of it can mend: ``{sentence: field's name}``.
    mended_at: dict = {}

    version = HiddenField()
    form_key = HiddenField(default=new_form_key)

    @property
    def drawn_from(self):
        return posted_version()

    @contextmanager
    def refusals(self):
        """Show what an action refuses above the form, with what was typed still there."""
        try:
            yield
        except Refused as refused:
            db.session.rollback()
            for reason in refused.reasons:
                self.take(reason)

    def take(self, reason):
        """Put a refusal where it can be mended: at the field that `mended_at` names for it, else above the form."""
        name = self.mended_at.get(reason)
        if name:
            self[name].errors = [*self[name].errors, say(reason)]
        else:
            self.form_errors.append(say(reason))


class WebAddress(URL):
    """A link that leads to a page and can do nothing else."""

    def __init__(self):
        super().__init__(require_tld=False, message=_l("Give an address that begins with http:// or https://."))

    def __call__(self, form, field):
        if not field.data.lower().startswith(("http://", "https://")):
            raise ValidationError(self.message)
        super().__call__(form, field)


def tidy_line(text):
    return tidy(str(text)) if text else ""


def tidy_paragraphs(text):
    return tidy(text, multiline=True) if text else ""


class Filter(wtforms.Form):
    """What a reader of a list chose to see, read from the address. Anything that is not offered is left aside."""

    def taken(self, field):
        return "" if field.errors else field.data

    @property
    def chosen(self):
        """The chosen ones as parts of an address."""
        return {field.name: field.data for field in self if field.data and not field.errors}

    @property
    def shown(self):
        """Each field as it is drawn: its name, its label, what it offers (None where one types), what is chosen."""
        return tuple((field.name, str(field.label.text), offered(field), self.taken(field)) for field in self)


def offered(field):
    return tuple((choice.value, str(choice.label)) for choice in getattr(field, "choices", ())) or None


def all_may_be_left_out(form):
    """Mark none of the fields as optional, where the page says of all that they are."""
    for field in form:
        field.flags.unmarked = True


def options(pairs):
    """Pairs of value and words as the choices of a field."""
    return [SelectChoice(value, words) for value, words in pairs]


class ChoiceOf(SelectField):
    """A choice among the members of an enum, shown by their words in the life cycle's context."""

    def __init__(self, label, enum, context, **kwargs):
        words = [SelectChoice(member.name, lazy_pgettext(context, member.value)) for member in enum]
        super().__init__(label, choices=words, **kwargs)


def draw(template, form, **context):
    """Draw a page with its form; one that was refused ends its transaction first and answers 422."""
    refused = bool(form.errors)
    if form.is_submitted():
        db.session.rollback()
    return render_template(template, form=form, **context), 422 if refused else 200

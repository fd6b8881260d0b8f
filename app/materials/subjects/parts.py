"""Rows of the forms of a person, an event and a place: a name, a source, a tie, a former name."""

from flask_babel import lazy_gettext as _l
from flask_babel import pgettext
from wtforms import FieldList, FormField, SelectField, StringField, ValidationError
from wtforms.validators import Length

from app.forms import Part, options, tidy_line
from app.materials.subjects import words
from app.materials.subjects.models import NameForm
from app.text import say
from app.typed_dates import read_typed

MOST_ROWS = 40
UNSAID = ("", "–")


def line(label, most=200, *checks, **kwargs):
    return StringField(label, [Length(max=most), *checks], filters=(tidy_line,), **kwargs)


def rows(part, label, **kwargs):
    return FieldList(FormField(part), label, max_entries=MOST_ROWS, **kwargs)


class NamePart(Part):
    form = SelectField(_l("Kind of name"), default=NameForm.MAIN.name)
    language = SelectField(_l("Language and script"), default="kk")
    surname = line(_l("Surname"), 80)
    given = line(_l("Given name"))
    patronymic = line(_l("Patronymic"), 80)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.form.choices = options((kind.name, pgettext("name form", kind.value)) for kind in NameForm)
        self.language.choices = options((code, pgettext("script", name)) for code, name in words.SCRIPTS.items())

    def row(self):
        parts = {part: self[part].data or "" for part in ("surname", "given", "patronymic")}
        return {**parts, "language": self.language.data, "form": NameForm[self.form.data]}

    @property
    def is_empty(self):
        return not (self.surname.data or self.given.data or self.patronymic.data)


class SourcePart(Part):
    claim = SelectField(_l("What it says"), default="all")
    text = line(_l("Where it is known from"), 500)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer(words.CLAIMS)

    def offer(self, claims):
        """These alone, and what was chosen once."""
        offered = {name: said for name, said in words.CLAIMS.items() if name in (*claims, self.claim.data)}
        self.claim.choices = options((name, pgettext("claim", said)) for name, said in offered.items())


class RelationPart(Part):
    kind = SelectField(_l("Who it is"), default="")
    name = line(_l("Name"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        related = ((key, pgettext("relation", said)) for key, (_kind, _is_other, said) in words.RELATED.items())
        self.kind.choices = options([UNSAID, *related])

    def validate_name(self, field):
        if field.data and not self.kind.data:
            raise ValidationError(say(words.CHOOSE_KIND))


class PartPart(Part):
    name = line(_l("Name"))
    role = line(_l("What they were in it"), 120)


class FormerPart(Part):
    name = line(_l("Former name"))
    years = line(_l("Years"), 100)

    def validate_years(self, field):
        try:
            self.edtf = read_typed(field.data) if field.data else ""
        except ValueError as error:
            raise ValidationError(say(error.args[0])) from error

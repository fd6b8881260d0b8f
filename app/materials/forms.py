"""The forms of a material: what it is, where it came from, whom it is about; and why it goes back."""

from flask_babel import get_locale, pgettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, FieldList, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.files.receiving import FilesField
from app.forms import ChoiceOf, Form, WebAddress, options, tidy_line
from app.historic_dates import parse
from app.historic_words import in_words
from app.materials.models import Acquisition, MaterialKind
from app.materials.rights import STATEMENTS
from app.text import say
from app.typed_dates import read_typed

SPARE_NAMES = 3
MOST_NAMES = 60
#: The languages that materials of this part of the world are in; any other is left empty and said in words.
LANGUAGES = ("kk", "ru", "en", "tt", "ba", "uz", "ky", "uk", "be", "de", "pl", "ko", "ar", "fa")
UNSAID = ("", "–")
RIGHTS = ("rights_uri", "rights_holder", "rights_note", "embargo_until")
#: Facts that the form shows and hands over as they are.
PLAIN = ("language", "link", "source_name", "source_on", "source_note", *RIGHTS)


def names_field(label):
    name = StringField(label, [Length(max=200)], filters=(tidy_line,))
    return FieldList(name, label, max_entries=MOST_NAMES)


class Rights(Form):
    """The fields that say whose the rights are."""

    rights_uri = SelectField(_l("Rights statement"), default="")
    rights_holder = StringField(_l("Rights holder"), [Length(max=200)])
    rights_note = TextAreaField(_l("Note on rights"), [Length(max=5000)])
    embargo_until = DateField(_l("Closed until"), [Optional()])

    def offer_statements(self):
        statements = [(uri, pgettext("rights", words)) for uri, words in STATEMENTS.items()]
        self.rights_uri.choices = options([UNSAID, *statements])


class RightsForm(Rights):
    """The same alone: the rights may still be found out when the rest is as it was accepted."""

    def __init__(self, material, **kwargs):
        super().__init__(data=drawn(material), **kwargs)
        self.offer_statements()

    def values(self):
        return {name: self[name].data for name in RIGHTS}


class MaterialForm(Rights):
    title = StringField(_l("Title"), [DataRequired(), Length(max=300)])
    genre = ChoiceOf(_l("Kind"), MaterialKind, "material kind", validators=[InputRequired()])
    description = TextAreaField(_l("Description"), [Length(max=20_000)])
    made = StringField(_l("When it was made"), [Length(max=100)])
    language = SelectField(_l("Language"), default="")
    link = StringField(_l("Link"), [Optional(), WebAddress(), Length(max=500)])
    source_name = StringField(_l("Who gave it"), [Length(max=200)])
    acquisition = SelectField(_l("How it came"), default="")
    source_on = DateField(_l("When it came"), [Optional()])
    source_note = TextAreaField(_l("More about where it came from"), [Length(max=5000)])
    persons = names_field(_l("Persons it is about"))
    events = names_field(_l("Events it is about"))
    places = names_field(_l("Places it is about"))
    files = FilesField(_l("Files"))

    def __init__(self, material=None, **kwargs):
        super().__init__(data=drawn(material) if material else None, **kwargs)
        self.language.choices = options([UNSAID, *((code, language_name(code)) for code in LANGUAGES)])
        ways = [(way.name, pgettext("acquisition", way.value)) for way in Acquisition]
        self.acquisition.choices = options([UNSAID, *ways])
        self.offer_statements()
        if not self.is_submitted():
            add_spare_rows(self.persons)
            add_spare_rows(self.events)
            add_spare_rows(self.places)

    def validate_made(self, field):
        try:
            self.edtf = read_typed(field.data) if field.data else ""
        except ValueError as error:
            raise ValidationError(say(error.args[0])) from error

    def values(self):
        """What `collect` and `revise` take, save the files."""
        return {
            **{name: self[name].data for name in ("title", "description", *PLAIN)},
            **historic(self.edtf),
            "genre": MaterialKind[self.genre.data],
            "acquisition": Acquisition[self.acquisition.data] if self.acquisition.data else None,
            "persons": written(self.persons),
            "events": written(self.events),
            "places": written(self.places),
        }


def drawn(material):
    """What the form shows of a material."""
    return {
        **{name: getattr(material, name) for name in PLAIN},
        "version": str(material.version),
        "title": material.original("title"),
        "description": material.original("description"),
        "genre": material.genre.name,
        "made": in_words(material.edtf, get_locale().language) if material.edtf else "",
        "acquisition": material.acquisition.name if material.acquisition else "",
        "persons": [person.title_for_journal for person in material.persons],
        "events": [event.title_for_journal for event in material.events],
        "places": [place.title_for_journal for place in material.places],
    }


def historic(edtf):
    """A date of history as its three columns."""
    if not edtf:
        return {"edtf": "", "date_min": None, "date_max": None}
    date = parse(edtf)
    return {"edtf": date.text, "date_min": date.date_min, "date_max": date.date_max}


def language_name(code):
    return get_locale().languages[code]


def add_spare_rows(rows):
    for _spare in range(min(SPARE_NAMES, MOST_NAMES - len(rows))):
        rows.append_entry()


def written(rows):
    return [row.data for row in rows if row.data]


class SendBackForm(Form):
    note = TextAreaField(_l("What is to be changed"), [DataRequired(), Length(max=2000)])


class MoreFilesForm(Form):
    files = FilesField(_l("Files"), [DataRequired()])

"""What shall become of many materials; a field left empty changes nothing."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import pgettext
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from app.forms import all_may_be_left_out, options
from app.materials.actions import WORDS, plainly
from app.materials.forms import LANGUAGES, Rights, language_name
from app.materials.models import Acquisition, MaterialKind
from app.materials.rights import STATEMENTS
from app.text import word
from workflows.materials import MATERIAL

#: Fields that every material gets as they are written here.
FACTS = (
    *("genre", "language", "source_name", "acquisition", "source_on", "source_note"),
    *("rights_uri", "rights_holder", "rights_note", "embargo_until"),
)
#: The moves that many make at once; the others ask for an eye on each material.
MOVES = ("submit", "accept", "send_back", "clear")


class ChangeForm(Rights):
    trigger = SelectField(_l("Move"))
    note = TextAreaField(_l("What is to be changed, where they are returned"), [Length(max=2000)])
    find = StringField(_l("Find in the title and the description"), [Length(max=200)])
    replacement = StringField(_l("Replace it with"), [Length(max=200)])
    genre = SelectField(_l("Kind"))
    language = SelectField(_l("Language"))
    source_name = StringField(_l("Who gave it"), [Length(max=200)])
    acquisition = SelectField(_l("How it came"))
    source_on = DateField(_l("When it came"), [Optional()])
    source_note = TextAreaField(_l("More about where it came from"), [Length(max=5000)])

    def __init__(self, **kwargs):
        # It is read from addresses too; what is posted is checked before any form is.
        super().__init__(prefix="to-", meta={"csrf": False}, **kwargs)
        all_may_be_left_out(self)
        self.offer("trigger", {trigger: word("material", MATERIAL.labels[trigger]) for trigger in MOVES})
        self.offer("genre", {kind.name: pgettext("material kind", kind.value) for kind in MaterialKind})
        self.offer("language", {code: language_name(code) for code in LANGUAGES})
        self.offer("acquisition", {way.name: pgettext("acquisition", way.value) for way in Acquisition})
        self.offer("rights_uri", {uri: pgettext("rights", words) for uri, words in STATEMENTS.items()})

    def offer(self, name, choices):
        self[name].choices = options([("", _("As it is")), *choices.items()])
        self[name].data = self[name].data or ""

    def validate(self, extra_validators=None):
        is_valid = super().validate(extra_validators)
        if self.trigger.data == "send_back" and not self.note.data:
            self.note.errors = [_("Say what is to be changed: all of them go back with these words.")]
            return False
        return is_valid

    @property
    def said(self):
        """What a move says beside itself."""
        return {"note": self.note.data} if self.trigger.data == "send_back" else {}

    @property
    def is_filled_in(self):
        """Whether anything is asked for, read or unreadable."""
        return any(typed for name in ("trigger", "find", *FACTS) for typed in self[name].raw_data or ())

    @property
    def asked(self):
        """What is asked for as hidden fields carry it along: pairs of name and value."""
        return [(field.name, plainly(field.data)) for field in self if field.data and field.type != "HiddenField"]

    def typed_for(self, material):
        """The fields of this material that are to have other words, as its own form would take them."""
        typed = {name: plainly(self[name].data) for name in FACTS if self[name].data}
        if self.find.data:
            for name in WORDS:
                old = material.original(name)
                new = old.replace(self.find.data, self.replacement.data or "")
                typed |= {name: new} if new != old else {}
        return typed

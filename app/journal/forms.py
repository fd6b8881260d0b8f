"""The filter of the journal, read from the address; what is not offered is left out."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField

from app.forms import options

#: What entries are about, by the place of the project where it is at home.
ABOUT = {
    "stages": ("project", "plan"),
    "workgroup": ("seat", "invitation"),
    "tasks": ("task",),
    "materials": ("material", "person", "event"),
    "meetings": ("meeting", "minutes"),
    "letters": ("letter",),
}


class JournalFilter(Form):
    person = SelectField(_l("Who"))
    about = SelectField(_l("About"))

    def __init__(self, people, args):
        super().__init__(args)
        words = [_("Stages"), _("Workgroup"), _("Tasks"), _("Materials"), _("Meetings"), _("Letters")]
        anybody = ("", "–")
        self.person.choices = options([anybody, *((str(person.id), person.short_name) for person in people)])
        self.about.choices = options([anybody, *zip(ABOUT, words, strict=True)])

    def chosen(self):
        """What is chosen of what is offered, as the address has it."""
        return {f.name: f.data for f in self if f.data and f.data in [choice.value for choice in f.choices]}

    def values(self):
        chosen = self.chosen()
        return {
            "actor_id": int(chosen["person"]) if "person" in chosen else None,
            "types": ABOUT.get(chosen.get("about")),
        }

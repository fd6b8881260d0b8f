"""What a reader of the list chose to see. Anything unknown in the address is left aside."""

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField

from app.forms import Filter, options
from app.kazakh import tidy
from app.materials.models import MaterialKind
from app.text import word
from workflows.materials import MaterialState


class Filters(Filter):
    words = StringField(_l("Words"), filters=(lambda text: tidy(text or "")[:100],))
    state = SelectField(_l("State"), default="")
    genre = SelectField(_l("Kind"), default="")
    collector = SelectField(_l("Collected by"), default="")

    def __init__(self, project, arguments):
        super().__init__(arguments)
        everything = ("", _("All"))
        self.state.choices = options([everything, *words_of(MaterialState, "material")])
        self.genre.choices = options([everything, *words_of(MaterialKind, "material kind")])
        people = [(str(person.id), person.short_name) for person in project.workers]
        self.collector.choices = options([everything, *people])
        self.validate()

    def wanted(self):
        """The chosen ones, as `queries.page_of` takes them."""
        collector = self.taken(self.collector)
        return {
            "words": self.words.data,
            "state": MaterialState.__members__.get(self.taken(self.state)),
            "genre": MaterialKind.__members__.get(self.taken(self.genre)),
            "collector_id": int(collector) if collector else None,
        }

    def facets(self, counted):
        """The states that have materials, with their words; `counted` is `tally.counts` of the project."""
        return [facet for facet in words_of(MaterialState, "material") if counted.get(("materials", facet[0]))]


def words_of(enum, context):
    return [(member.name, word(context, member.value)) for member in enum]


def chosen(project):
    return Filters(project, request.args)

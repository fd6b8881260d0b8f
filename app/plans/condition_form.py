"""The form of a condition: the fields that its kind has parameters for, which mean the same in every kind."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import pgettext
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from app.files.models import FileRole
from app.forms import Form, options
from app.materials.models import MaterialKind
from app.tasks.models import Priority

MOST = 100_000
#: The roles of the files that hang on a project itself.
DOCUMENTS = (FileRole.WORK_PLAN, FileRole.ORDER, FileRole.BUDGET, FileRole.LETTER, FileRole.OTHER)


class ConditionForm(Form):
    """`names` are those of the persons and events that a condition may be about, ``{"person:<id>": name}``."""

    question = StringField(_l("Question that a person confirms"), [Length(max=200)])
    role = StringField(_l("In what office"), [Length(max=100)])
    by = SelectField(_l("Who confirms it"))
    document = SelectField(_l("Document"))
    count = IntegerField(_l("How many"), [NumberRange(1, MOST)])
    priority = SelectField(_l("Priority"))
    genre = SelectField(_l("Kind of material"))
    about = SelectField(_l("About"))

    def __init__(self, question, plan, names, asked=None, **kwargs):
        super().__init__(obj=plan, data=drawn(asked or {}), **kwargs)
        self.asks = question
        people = {str(person.id): person.full_name for person in plan.project.people}
        self.choose("by", people)
        self.choose("document", words_of(DOCUMENTS, "file role"))
        self.choose("priority", words_of(Priority, "priority"))
        self.choose("genre", words_of(MaterialKind, "material kind"))
        self.choose("about", names)
        for name in NAMES:
            self.fit(name)

    def choose(self, name, words):
        """The choices of a field; where the condition can do without it, that stands first."""
        any_of_all = [] if self.asks.parameters.get(name) else [("", _("Any"))]
        self[name].choices = options([*any_of_all, *words.items()])

    def fit(self, name):
        """Leave a field out that this kind of condition does not know; make what it needs obligatory."""
        parameters = self.asks.parameters
        if name not in parameters:
            del self[name]
            return
        needed = InputRequired() if name == "count" else DataRequired()
        self[name].validators = [needed if parameters[name] else Optional(), *self[name].validators]
        self[name].flags.required = parameters[name]

    def values(self):
        """The condition as its stage keeps it, without its id."""
        said = {name: self[name].data for name in self.asks.parameters if self[name].data}
        return {"kind": self.asks.kind} | said | ({"by": int(said["by"])} if "by" in said else {})


NAMES = ("question", "role", "by", "document", "count", "priority", "genre", "about")


def drawn(asked):
    return {name: str(fact) if name == "by" else fact for name, fact in asked.items() if name in NAMES}


def words_of(members, context):
    return {member.name: pgettext(context, member.value) for member in members}

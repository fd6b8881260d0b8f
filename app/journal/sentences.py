"""How entries read: a sentence for each kind, filled by features, and one for every move of a life cycle."""

from flask_babel import gettext as _

from app.drawing import address
from app.text import say, word
from workflows.sentences import Sentence

SENTENCES: dict = {}
LINKS: dict = {}
WORKFLOWS: dict = {}


def register(kind, sentence):
    """`sentence` may use `%(who)s`, `%(title)s` and the entry's own params."""
    SENTENCES[kind] = sentence


def register_link(subject_type, endpoint, argument, by="subject_id"):
    """Where things of this type can be read: the endpoint, and its argument that takes the entry's `by`."""
    LINKS[subject_type] = (endpoint, argument, by)


def register_moves(model):
    """The moves of this model's life cycle read as `who: title: before → after`."""
    WORKFLOWS[model.kind] = model.workflow


def sentence(entry, who):
    """The entry in the reader's language."""
    values = {"who": who or _("The service"), **entry.params}
    if known := SENTENCES.get(entry.kind):
        return say(Sentence(known, **values))
    workflow = WORKFLOWS[entry.subject_type]
    before, after = (word(workflow.name, workflow.states[name].value) for name in entry.changes["state"])
    return _("%(who)s moved “%(title)s”: %(before)s → %(after)s", **values | {"before": before, "after": after})


def link(row):
    """The address of what a row with `subject_type`, `subject_id` and `project_id` is about, or None."""
    if row.subject_type not in LINKS:
        return None
    endpoint, argument, by = LINKS[row.subject_type]
    return address(endpoint, **{argument: getattr(row, by)})

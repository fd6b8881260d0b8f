"""How conditions read: their words, what exactly they ask, and their figures."""

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import pgettext

from app.accounts.models import User
from app.db import db
from app.files.models import FileRole
from app.materials.models import Event, MaterialKind, Person
from app.numbers import number
from app.tasks.models import Priority
from workflows.gates import CONDITIONS

SUBJECTS = {"person": Person, "event": Event}


def text_of(asked):
    """The condition in the reader's language; what it asks exactly follows after a dot."""
    details = [detail for name in ORDER if asked.get(name) and (detail := DETAILS[name](asked[name]))]
    words = CONDITIONS[asked["kind"]].words
    return " · ".join([pgettext("condition", words), *details])


def title_of_subject(subject):
    """The name of ``person:<id>`` or ``event:<id>``, or nothing where it is gone."""
    kind, _sep, id = subject.partition(":")
    found = db.session.get(SUBJECTS[kind], int(id))
    return found.title if found else ""


def name_of_person(user_id):
    found = db.session.get(User, user_id)
    return found.short_name if found else ""


#: What can be said of a condition, in the order in which it reads.
DETAILS: dict[str, Callable] = {
    "question": str,
    "role": str,
    "by": name_of_person,
    "document": lambda name: pgettext("file role", FileRole[name].value),
    "priority": lambda name: _("Priority: %(priority)s", priority=pgettext("priority", Priority[name].value)),
    "genre": lambda name: pgettext("material kind", MaterialKind[name].value),
    "about": title_of_subject,
}
ORDER = tuple(DETAILS)


def figures(done, wanted, is_met):
    """How a condition stands, as the conditions macro takes it; where nothing could be counted no figure claims it."""
    return {
        "met": is_met,
        "is_empty": wanted == 0,
        "figure": figure(done, wanted, is_met),
        "done": min(done, wanted),
        "total": wanted,
    }


def figure(done, wanted, is_met):
    if wanted:
        return f"{number(done)} / {number(wanted)}"
    return pgettext("condition", "Nothing to count") if is_met else pgettext("condition", "Nothing to count yet")


def was_met(asked):
    """Whether a kept condition was met when it was decided; older decisions kept their figures alone."""
    return asked.get("is_met", asked["done"] >= asked["wanted"])


def figure_then(asked):
    return figure(asked["done"], asked["wanted"], was_met(asked))


def kept(decision):
    """The conditions as they stood when the decision was taken, as the conditions macro takes them."""
    return [
        {"text": text_of(asked)} | figures(asked["done"], asked["wanted"], was_met(asked))
        for asked in decision.conditions
    ]


def passed(decision):
    """What passed without being met, as pairs of its words and the reason given."""
    asked = {asked["id"]: asked for asked in decision.conditions}
    return [(text_of(asked[waiver["id"]]), waiver["reason"]) for waiver in decision.waivers]

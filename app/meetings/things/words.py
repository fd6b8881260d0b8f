"""What topics are about, in words, and where it is."""

from flask import url_for
from flask_babel import pgettext

from app.tasks.ties.linked import LINKED
from workflows.sentences import p

WORDS = {
    "task": p("agenda", "Task"),
    "material": p("agenda", "Material"),
    "stage": p("agenda", "Decision on the gate"),
}


def init_app(app):
    app.add_template_global(word, "word_of_thing")
    app.add_template_global(address, "address_of_thing")


def word(kind):
    return pgettext("agenda", WORDS[kind])


def named(thing):
    return f"{word(thing.kind)}: {thing.title}"


def address(thing, project_id):
    if thing.kind == "stage":
        return url_for("gates.stages", project_id=project_id)
    return url_for("tasks.show", task_id=thing.id) if thing.kind == "task" else LINKED[thing.kind].address(thing.id)

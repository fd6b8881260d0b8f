"""Persons, events and places: their lists, one of them, its form. The three read alike, so they are written once."""

from functools import partial
from typing import NamedTuple

from flask import g, jsonify, render_template, request, url_for
from flask_babel import pgettext

from app import clock
from app.addresses import row_id
from app.etag import unchanged
from app.forms import draw
from app.journal import queries as journal
from app.journal import sentences
from app.kazakh import tidy
from app.materials import actions as materials
from app.materials.blueprint import bp
from app.materials.duplicates.comparing import compare
from app.materials.subjects import actions, forms, names, queries, words
from app.materials.subjects.finding import find
from app.materials.subjects.models import Event, Person, Place
from app.materials.words import lines
from app.pages import done
from app.projects import queries as projects
from app.projects.glance import at_a_glance
from app.rights import Act
from app.tasks.ties import linked
from app.text import words_of
from workflows.sentences import p


class Kind(NamedTuple):
    """How pages name persons, events or places; words are of the context "subject"."""

    model: type
    form: type
    plural: str
    many: str
    new: str
    change: str
    none_yet: str


KINDS = (
    Kind(
        Person,
        forms.PersonForm,
        "persons",
        p("subject", "Persons"),
        p("subject", "New person"),
        p("subject", "Change the person"),
        p("subject", "No persons yet"),
    ),
    Kind(
        Event,
        forms.EventForm,
        "events",
        p("subject", "Events"),
        p("subject", "New event"),
        p("subject", "Change the event"),
        p("subject", "No events yet"),
    ),
    Kind(
        Place,
        forms.PlaceForm,
        "places",
        p("subject", "Places"),
        p("subject", "New place"),
        p("subject", "Change the place"),
        p("subject", "No places yet"),
    ),
)


def init_app(app):
    app.add_template_global(words.relation_words)
    app.add_template_global(tabs_of, "collection_tabs")
    app.add_template_global(words.CLAIMS, "claim_words")
    app.add_template_global(words.living)
    app.add_template_global(words.SCRIPTS, "script_words")
    app.add_template_global(words.authority_words)
    app.add_template_global(words.authority_address)
    for kind in KINDS:
        name = kind.model.kind
        sentences.register_link(name, f"materials.show_{name}", "subject_id", by="subject_id")
        linked.register(kind.model, words_of(kind.model, "name"), address=partial(page_of, name), word=kind.many)
    for act, sentence in actions.SENTENCES.items():
        sentences.register(act, sentence)


def page(thing):
    return page_of(thing.kind, thing.id)


def page_of(kind, subject_id):
    return url_for(f"materials.show_{kind}", subject_id=subject_id)


def tabs_of(project):
    """The lists of the collection: pairs of address and words, and which of them this page is."""
    lists = [("index", pgettext("subject", p("subject", "Materials")))]
    lists += [(kind.plural, pgettext("subject", kind.many)) for kind in KINDS]
    lists.append(("chronicle", pgettext("subject", p("subject", "Chronicle"))))
    tabs = [(f"materials.{name}", said) for name, said in lists]
    tabs.append(("exhibiting.show", pgettext("subject", p("subject", "Online exhibition"))))
    return [(url_for(name, project_id=project.id), said, request.endpoint == name) for name, said in tabs]


def add_pages(kind):
    """The pages of one kind: its list, suggestions for a field, one of it, and its forms."""
    model, name = kind.model, kind.model.kind

    def index(project_id):
        project = at_a_glance(project_id, g.actor)
        if answer := unchanged([project]):
            return answer
        typed = tidy(request.args.get("words", ""))[:100]
        after = request.args.get("after", type=row_id)
        things, has_more = queries.page_of(model, project, words=typed, after=after)
        return render_template(
            "materials/subjects/index.html",
            project=project,
            kind=kind,
            things=things,
            has_more=has_more,
            is_later=after,
            typed=typed,
        )

    def suggest(project_id):
        project = projects.find_bare(project_id, g.actor)
        return jsonify(names.suggested(model, project, tidy(request.args.get("q", ""))[:100]))

    def show(subject_id):
        thing = find(model, subject_id, g.actor)
        return render_template(
            "materials/subjects/show.html",
            project=thing.project,
            kind=kind,
            thing=thing,
            ties=tied(queries.ties_of(thing)),
            today=clock.today(thing.project.time_zone),
            history=lines(journal.of_subject(thing)),
        )

    def new(project_id):
        project = projects.find(project_id, g.actor)
        project.require(g.actor, Act.COLLECT)
        form = kind.form()
        if form.validate_on_submit():
            with form.refusals():
                thing = actions.add(model, project, actor=g.actor, **form.values())
                looked_at(thing)
                return done(page(thing))
        return draw("materials/subjects/edit.html", form, project=project, kind=kind, thing=None)

    def edit(subject_id):
        thing = find(model, subject_id, g.actor)
        thing.require(g.actor, Act.COLLECT)
        form = kind.form(thing)
        if form.validate_on_submit():
            with form.refusals():
                if actions.revise(thing, actor=g.actor, version=form.drawn_from, **form.values()):
                    materials.follow_names(thing)
                materials.tell_anew(thing)
                looked_at(thing)
                return done(page(thing))
        return draw("materials/subjects/edit.html", form, project=thing.project, kind=kind, thing=thing)

    both = ["GET", "POST"]
    bp.add_url_rule(f"/projects/<int:project_id>/{kind.plural}", kind.plural, index)
    bp.add_url_rule(f"/projects/<int:project_id>/{kind.plural}/suggested", f"suggest_{kind.plural}", suggest)
    bp.add_url_rule(f"/projects/<int:project_id>/{kind.plural}/new", f"new_{name}", new, methods=both)
    bp.add_url_rule(f"/{kind.plural}/<int:subject_id>", f"show_{name}", show)
    bp.add_url_rule(f"/{kind.plural}/<int:subject_id>/edit", f"edit_{name}", edit, methods=both)


def looked_at(thing):
    """Look at once for things of a like name, so that the page which follows names them."""
    if not thing.is_compared:
        compare(thing)


def tied(rows):
    """What a thing is tied to, by what it is."""
    found: dict = {}
    for row in rows:
        found.setdefault(row.what, []).append(row)
    return found


for every_kind in KINDS:
    add_pages(every_kind)

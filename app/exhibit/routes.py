"""The public pages of an exhibition, readable by everybody who has its address."""

from flask import redirect, render_template, request, url_for

from app import tally
from app.addresses import row_id
from app.exhibit import actions, closer, copies, files, queries, sitemap, spoken, standards, switch, words
from app.exhibit.blueprint import bp, page
from app.exhibit.harvest import routes as harvest
from app.exhibit.shown import IS_NAMED, IS_SEEN, IS_SHOWN, IS_TOLD, today
from app.exhibit.taking import packing
from app.files.models import FileRole
from app.files.pages import picture_of_page
from app.files.sending import sent
from app.files.types import extension_for
from app.jobs import queue
from app.journal import sentences
from app.materials import chronicle as years
from app.materials.dated import Only
from app.materials.models import MaterialKind
from app.materials.subjects.models import Event, Person
from app.materials.subjects.routes import tied
from workflows.materials import MaterialState

for path, view in (sitemap.PAGES | standards.PAGES).items():
    page(path)(view)
closer.add()
spoken.add()


def init_app(app):
    app.register_blueprint(bp)
    app.register_blueprint(switch.bp)
    harvest.init_app(app)
    packing.init_app()
    app.add_template_global(words.languages, "exhibit_languages")
    app.add_template_global(words.full, "exhibit_address")
    app.add_template_global(words.open_graph_language)
    app.add_template_filter(words.summary)
    queue.on_call("make_public_copies", copies.make_public_copies)
    queue.every_minute(copies.make_all_public_copies)
    for act, sentence in actions.SENTENCES.items():
        sentences.register(act, sentence)


@page("")
def index(here):
    genre = MaterialKind.__members__.get(request.args.get("kind", ""))
    before = request.args.get("before", type=row_id)
    materials, has_more = queries.materials_of(here, before=before, genre=genre)
    counted = tally.counts(here.id)
    return render_template(
        "exhibit/index.html",
        exhibition=here,
        materials=materials,
        has_more=has_more,
        is_later=before,
        pictures=files.pictures_of(here, materials),
        genre=genre,
        genres=[
            kind for kind in MaterialKind if counted.get(("genres", f"{kind.name}:{MaterialState.PUBLISHED.name}"))
        ],
    )


@page("/materials/<int:material_id>")
def show(here, material_id):
    material = queries.material(here, material_id)
    pictures, cut, recordings, papers = files.of_material(here, material_id)
    return render_template(
        "exhibit/material.html",
        exhibition=here,
        material=material,
        about=tied(queries.subjects_of_material(here, material_id)),
        pictures=pictures,
        cut=cut,
        recordings=recordings,
        transcripts=spoken.beside(here, material_id, recordings),
        papers=papers,
        citations=standards.cited(here, material),
    )


@page("/persons")
def persons(here):
    return list_of(Person, here)


@page("/events")
def events(here):
    return list_of(Event, here)


def list_of(model, here):
    after = request.args.get("after", type=row_id)
    things, has_more = queries.subjects_of(model, here, after=after)
    return render_template(
        "exhibit/subjects.html", exhibition=here, model=model.kind, things=things, has_more=has_more, is_later=after
    )


@page("/persons/<int:subject_id>")
def show_person(here, subject_id):
    person = queries.person(here, subject_id)
    if person.id != subject_id:
        return redirect(url_for(".show_person", subject_id=person.id), 301)
    ties = tied(queries.ties_of_person(here, subject_id)) if person.is_told else {}
    return draw_subject(here, Person, person, ties)


@page("/events/<int:subject_id>")
def show_event(here, subject_id):
    event = queries.event(here, subject_id)
    if event.id != subject_id:
        return redirect(url_for(".show_event", subject_id=event.id), 301)
    return draw_subject(here, Event, event, tied(queries.participants_of(here, subject_id)))


def draw_subject(here, model, thing, ties):
    materials = queries.materials_about(model, here, thing.id)
    pictures = files.pictures_of(here, materials)
    return render_template(
        f"exhibit/{model.kind}.html", exhibition=here, thing=thing, ties=ties, materials=materials, pictures=pictures
    )


@page("/chronicle")
def chronicle(here):
    on_show = Only(IS_NAMED & IS_TOLD, IS_SEEN, IS_SHOWN, today(here))
    return render_template("exhibit/chronicle.html", exhibition=here, **years.asked(here, on_show))


@page("/pictures/<int:file_id>", is_drawn=False)
def picture(here, file_id):
    """The large picture; the small one while there is no larger."""
    return shown(here, file_id, FileRole.ACCESS_COPY, FileRole.THUMBNAIL)


@page("/pictures/<int:file_id>/small", is_drawn=False)
def small_picture(here, file_id):
    return shown(here, file_id, FileRole.THUMBNAIL)


@page("/pictures/<int:file_id>/pages/<int:number>", is_drawn=False)
def page_picture(here, file_id, number):
    """One page of a PDF; other sites may show it."""
    return standards.for_other_sites(picture_of_page(files.pages_of(here, file_id), number))


@page("/recordings/<int:file_id>", is_drawn=False)
def recording(here, file_id):
    """A copy of a sound or video, of which the public may ask for parts."""
    return for_everybody(here, file_id, files.recording_of(here, file_id))


def shown(here, file_id, *roles):
    return for_everybody(here, file_id, files.picture_of(here, file_id, *roles))


def for_everybody(here, file_id, copy):
    """A copy under a name that tells nothing of who sent the original; other sites may show it."""
    response = sent(copy, as_attachment=False, name=f"{here.id}-{file_id}.{extension_for(copy.media_type)}")
    return standards.for_other_sites(response)

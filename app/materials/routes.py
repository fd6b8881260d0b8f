"""Materials: the list, one of them, its form and its moves."""

from flask import flash, g, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from app import clock
from app.comments import subjects as commented
from app.db import db
from app.files import parents
from app.files import queries as files
from app.files.doubles.showing import with_doubles
from app.files.receiving import takes_files
from app.forms import draw
from app.jobs.actions import ask_for
from app.journal import sentences
from app.materials import actions, checking, chronicle, export, finding, letters, queries, words
from app.materials.bags import packing
from app.materials.blueprint import bp, page
from app.materials.consents import routes as consents
from app.materials.duplicates import routes as duplicates
from app.materials.forms import MaterialForm, MoreFilesForm
from app.materials.imports import routes as imports
from app.materials.many import routes as many
from app.materials.models import Material
from app.materials.named import explain_names
from app.materials.named_files import routes as named_files
from app.materials.sets import ordering
from app.materials.sets import routes as sets
from app.materials.standards import routes as standards
from app.materials.standards.citation import Cited, citations
from app.materials.subjects import routes as subjects
from app.moves import choices
from app.outbox.links import absolute
from app.pages import begin_writing, done
from app.projects import queries as projects
from app.rights import Act
from app.tasks.lists.saved import keeps_filters
from app.tasks.ties import linked
from app.text import say, words_of
from workflows.materials import DEEDS
from workflows.sentences import Sentence, p

#: So many days of photographs are offered at once.
MOST_OFFERED = 10
#: Of the files that were here before so many letters are told.
LONGEST_NAMES = 400

bp.add_url_rule("/projects/<int:project_id>/materials", "index", finding.index)
bp.add_url_rule("/projects/<int:project_id>/chronicle", "chronicle", chronicle.show)
standards.add_to(bp)
sets.add_to(bp)
ordering.add_to(bp)
packing.add_to(bp)
many.add_to(bp)
named_files.add_to(bp)


def init_app(app):
    app.register_blueprint(bp)
    words.init_app(app)
    letters.init_app()
    export.init_app()
    named_files.init_app()
    packing.init_app()
    subjects.init_app(app)
    consents.init_app(app)
    duplicates.init_app(app)
    imports.init_app()
    parents.register(
        "material",
        queries.visible_to,
        act=Act.COLLECT,
        address=page,
        hold=actions.hold,
        allow=actions.allow,
        counted=actions.count_files,
        way_back=p("way back", "To the material"),
        is_searched=True,
    )
    keeps_filters(
        "materials",
        endpoint="materials.index",
        act=Act.COLLECT,
        words=lambda: (_("Search the materials, then keep the search under a name."), pgettext("subject", "Materials")),
    )
    linked.register(Material, words_of(Material, "title"), address=page, word=p("subject", "Materials"))
    commented.register("material", queries.visible_to, page)
    sentences.register_link("material", "materials.show", "material_id")
    sentences.register_moves(Material)
    sentences.register("material/create", Sentence("%(who)s recorded the material “%(title)s” as %(accession)s"))
    sentences.register("material/throw_away", Sentence("%(who)s took back the recording of “%(title)s”"))
    sentences.register("material/turn_back", Sentence("%(who)s took the last move of “%(title)s” back"))
    sentences.register("material/revise", Sentence("%(who)s changed the material “%(title)s”"))


@bp.route("/projects/<int:project_id>/materials/new", methods=["GET", "POST"])
@takes_files
def new(project_id):
    project = projects.find(project_id, g.actor)
    project.require(g.actor, Act.COLLECT)
    form = MaterialForm()
    if not form.validate_on_submit() or (arrivals := form.files.bring_in(project_id)) is None:
        return draw_form(form, project)
    if answered := begin_writing():
        return answered
    material = actions.collect(project, actor=g.actor, arrivals=arrivals, **form.values())
    explain_copies(arrivals)
    explain_names(project, form)
    return done(page(material.id))


@bp.get("/materials/<int:material_id>")
def show(material_id):
    return show_with(queries.find(material_id, g.actor), MoreFilesForm())


def show_with(material, form):
    attached, doubles = with_doubles(material, g.actor)
    history = queries.history_of(material, [file.id for file in attached])
    offered = choices(material, g.actor)
    return draw(
        "materials/show.html",
        form,
        project=material.project,
        material=material,
        files=attached,
        doubles=doubles,
        history=words.lines(history),
        note_of_return=words.note_of_return(material, history),
        lost_consent=words.lost_consent(material, history),
        may_send_back=without_note(offered),
        choices=offered,
        refused=refused_deeds(material),
        without_consent=material.people_without_consent,
        citations=citations(cited(material)),
    )


def cited(material):
    """What a citation says of a material; the address of its public page only while that is there."""
    is_on_show = material.project.exhibit_since and material.is_on_show
    where = {"project_id": material.project_id, "material_id": material.id}
    address = absolute("exhibit.show", **where) if is_on_show else ""
    day = clock.today(material.project.time_zone)
    facts = (material.title, material.genre, material.edtf, material.project.title, material.accession)
    return Cited(*facts, address, day)


def refused_deeds(material):
    """What this reader may not do to the material now: ``{deed: sentences}``, only for who may work on it at all."""
    if not material.allows(g.actor, Act.COLLECT):
        return None
    return {deed: [say(why) for why in DEEDS.refusals(material, deed, actor=g.actor)] for deed in DEEDS.guards}


def without_note(offered):
    """Take the move that asks for a note out of the buttons where it is allowed: it has a page of its own."""
    move_back = offered.get("send_back")
    return bool(move_back and not move_back.reasons and offered.pop("send_back"))


@bp.route("/materials/<int:material_id>/edit", methods=["GET", "POST"])
@takes_files
def edit(material_id):
    material = queries.find(material_id, g.actor)
    material.require(g.actor, Act.COLLECT)
    checking.require_now(material, "revise")
    form = MaterialForm(material)
    if not form.validate_on_submit() or (arrivals := form.files.bring_in(material.project_id)) is None:
        return draw_form(form, material.project, material)
    if answered := begin_writing():
        return answered
    actions.revise(material, actor=g.actor, version=form.drawn_from, arrivals=arrivals, **form.values())
    explain_copies(arrivals)
    explain_names(material.project, form)
    return done(page(material_id))


def draw_form(form, project, material=None):
    attached = db.session.scalars(files.of(material)).all() if material else []
    return draw(
        "materials/edit.html", form, project=project, material=material, files=attached, taken=days_taken(attached)
    )


def days_taken(attached):
    """The days that cameras wrote into these files, in words that the form takes, each once."""
    days = sorted({file.facts["taken_on"] for file in attached if "taken_on" in file.facts})
    return [words.historic(day) for day in days[:MOST_OFFERED]]


@bp.post("/materials/<int:material_id>/files")
@takes_files
def attach(material_id):
    material = queries.find(material_id, g.actor)
    material.require(g.actor, Act.COLLECT)
    DEEDS.require(material, "attach", actor=g.actor)
    form = MoreFilesForm()
    if not form.validate_on_submit() or (arrivals := form.files.bring_in(material.project_id)) is None:
        return show_with(material, form)
    if answered := begin_writing():
        return answered
    actions.attach(material, arrivals, actor=g.actor)
    explain_copies(arrivals)
    return done(page(material_id))


def explain_copies(arrivals):
    """Say which files the project has already, by checksum; they are kept all the same."""
    pairs = files.copies_of([arrival.file_id for arrival in arrivals])
    if pairs:
        names = ", ".join(
            file.name if file.name == other.name else f"{file.name} = {other.name}" for file, other in pairs
        )
        words = _("Files that are here already: %(n)s. %(names)s", n=len(pairs), names=shortened(names, LONGEST_NAMES))
        flash(words, "info")


def shortened(text, most):
    """What is told once travels in a cookie, which has little room."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


@bp.post("/projects/<int:project_id>/materials/export")
def export_files(project_id):
    """Have all files put together by the worker, and show how far it is."""
    job = ask_for(export.KIND, projects.find(project_id, g.actor), actor=g.actor)
    return done(url_for("jobs.show", job_id=job.id))

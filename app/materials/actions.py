"""Record materials, change them, and move them towards the collection."""

from app import clock, tally
from app.db import db
from app.errors import check_version
from app.files import actions as files
from app.journal.actions import changes_between, record
from app.kazakh import fold
from app.materials.models import Event, Material, Person
from app.materials.queries import named
from app.outbox.moves import advance
from app.projects.models import Project
from app.text import index
from workflows.materials import MaterialState

WORDS = ("title", "description")


def collect(
    project,
    *,
    actor,
    title,
    description="",
    language_of_words=None,
    persons=(),
    events=(),
    arrivals=(),
    **facts,
):
    """Record a new material with the next accession number. `persons` and `events` are names."""
    material = Material(
        project_id=project.id,
        project=project,
        stage=project.plan.stage,
        accession=next_accession(project),
        collector_id=actor.id,
        created_at=clock.now(),
        **facts,
    )
    db.session.add(material)
    write_words(material, language_of_words or project.language, title=title, description=description)
    name_subjects(material, persons, events)
    db.session.flush()
    record(material, "create", actor=actor, accession=material.accession)
    tally.count(project.id, "materials", material.state.name, +1)
    tally.count(project.id, "collected", month_of(material), +1)
    count_source(material, +1)
    attach(material, arrivals, actor=actor)
    make_findable(material)
    return material


def month_of(material):
    """The month, in UTC, in which it was recorded, as the tally keeps it."""
    return f"{material.created_at:%Y-%m}"


def count_source(material, by):
    """Keep the count of materials that say where they came from."""
    if material.has_source:
        tally.count(material.project_id, "sourced", "", by)


def next_accession(project):
    """«RD-2026-000123»: counted under the write lock, so that no number is given twice."""
    number = db.session.scalar(
        db.update(Project)
        .where(Project.id == project.id)
        .values(accession_last=Project.accession_last + 1)
        .returning(Project.accession_last)
        .execution_options(synchronize_session=False)
    )
    year = clock.today(project.time_zone).year
    return "-".join(part for part in (project.accession_prefix, str(year), f"{number:06}") if part)


def revise(material, *, actor, version, title, description, persons, events, arrivals=(), **facts):
    """Change what is known of a material; the words are changed in the language they were written in."""
    check_version(material, version)
    before = as_written(material, facts)
    count_source(material, -1)
    for field, fact in facts.items():
        setattr(material, field, fact)
    count_source(material, +1)
    write_words(material, original_language(material), title=title, description=description)
    name_subjects(material, persons, events)
    changes = changes_between(before, as_written(material, facts))
    if changes:
        record(material, "revise", actor=actor, changes=changes)
    attach(material, arrivals, actor=actor)
    make_findable(material)


def as_written(material, fields):
    """The named facts, words and names as the journal keeps them."""
    facts = {field: plainly(getattr(material, field)) for field in fields}
    words = {field: material.original(field) for field in WORDS}
    return (
        facts
        | words
        | {
            "persons": [person.title_for_journal for person in material.persons],
            "events": [event.title_for_journal for event in material.events],
        }
    )


def plainly(fact):
    return getattr(fact, "name", None) or str(fact or "")


def original_language(material):
    return next(row.language for row in material.texts if row.is_original)


def write_words(material, language, **words):
    for field, text in words.items():
        material.set_text(field, language, text)


def name_subjects(material, persons, events):
    """Whom and what it is about; a name the project knows, in any spelling, is the same person or event."""
    material.persons = called(Person, material.project, persons)
    material.events = called(Event, material.project, events)


def called(model, project, names):
    wanted = {fold(name): name for name in names}
    known = named(model, project) if wanted else {}
    return [known.get(key) or introduce(model, project, name) for key, name in wanted.items()]


def introduce(model, project, name):
    """A person or event that the project names for the first time."""
    thing = model(project_id=project.id, created_at=clock.now())
    thing.set_text("name", project.language, name)
    db.session.add(thing)
    db.session.flush()
    index(thing, name)
    return thing


def attach(material, arrivals, *, actor):
    """Hang kept files on the material; gives them."""
    return [files.attach(material, arrival, actor=actor) for arrival in arrivals]


def count_file(material_id, by):
    """Files were attached or taken off."""
    material = db.session.get_one(Material, material_id)
    material.file_count += by


def move(material, trigger, *, actor, version, **params):
    """Move a material and keep the counts of each state."""
    before = material.state
    entry = advance(material, trigger, actor=actor, version=version, **params)
    if trigger == "accept":
        material.checker_id, material.accepted_at = actor.id, clock.now()
    if before is MaterialState.ACCEPTED and trigger == "send_back":
        material.checker_id = material.accepted_at = None
    tally.count(material.project_id, "materials", before.name, -1)
    tally.count(material.project_id, "materials", material.state.name, +1)
    return entry


def make_findable(material):
    """What the search finds of a material: its words, names, number, source."""
    names = [thing.title_for_journal for thing in (*material.persons, *material.events)]
    words = [material.original(field) for field in WORDS]
    index(material, *words, *names, material.accession, material.source_name, material.source_note)

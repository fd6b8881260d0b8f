"""Record materials, change them, and move them towards the collection."""

from app import clock
from app.db import db, lock
from app.errors import check_version
from app.files import actions as files
from app.historic_dates import decade_of
from app.jobs.queue import call
from app.journal.actions import changes_between, record
from app.materials import queries
from app.materials.counting import count_gone, count_new, recounted
from app.materials.models import Material
from app.materials.naming import name_subjects
from app.materials.subjects.actions import every_name
from app.materials.subjects.queries import ABOUT
from app.outbox import moves
from app.projects.models import Project
from app.text import index, unindex
from workflows.materials import DEEDS, OPEN, MaterialState

WORDS = ("title", "description")
NAMES = ("persons", "events", "places")


def collect(
    project,
    *,
    actor,
    title,
    description="",
    language_of_words=None,
    persons=(),
    events=(),
    places=(),
    arrivals=(),
    **facts,
):
    """Record a new material with the next accession number. `persons`, `events` and `places` are names."""
    material = Material(
        project_id=project.id,
        project=project,
        stage=project.plan.stage,
        accession=next_accession(project),
        collector_id=actor.id,
        created_at=clock.now(),
        decade=decade_of(facts.get("edtf", "")),
        **facts,
    )
    # Named before it is saved: a saved one would be asked first whom it was about.
    write_words(material, language_of_words or project.language, title=title, description=description)
    name_subjects(material, persons=persons, events=events, places=places)
    db.session.add(material)
    db.session.flush()
    record(material, "create", actor=actor, accession=material.accession)
    count_new(material)
    hang(material, arrivals, actor=actor)
    make_findable(material)
    return material


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


def revise(material, *, actor, version, arrivals=(), **values):
    """Change what is known of a material; the words are changed in the language they were written in.

    `values` are facts, words (`title`, `description`) and names (`persons`, `events`, `places`); what is not among
    them stays as it is.
    """
    words = {field: values.pop(field) for field in WORDS if field in values}
    named = {field: values.pop(field) for field in NAMES if field in values}
    check_version(material, version)
    DEEDS.require(material, "revise", actor=actor)
    before = as_written(material, values)
    with recounted(material):
        set_facts(material, values)
        write_words(material, original_language(material), **words)
        name_subjects(material, **named)
    write_down(material, before, as_written(material, values), actor=actor)
    hang(material, arrivals, actor=actor)
    make_findable(material)


def set_rights(material, *, actor, version, **facts):
    """Say whose the rights are, which may be found out after the material was accepted."""
    check_version(material, version)
    DEEDS.require(material, "set_rights", actor=actor)
    before = plain_facts(material, facts)
    with recounted(material):
        set_facts(material, facts)
    write_down(material, before, plain_facts(material, facts), actor=actor)


def set_facts(material, facts):
    if facts.get("embargo_until", material.embargo_until) != material.embargo_until:
        material.embargo_told = False
    for field, fact in facts.items():
        setattr(material, field, fact)
    material.decade = decade_of(material.edtf)


def write_down(material, before, after, *, actor):
    """Whatever changed is in the journal, and the version rises, also where it changed in rows of its own."""
    if changes := changes_between(before, after):
        material.changed_around()
        record(material, "revise", actor=actor, changes=changes)


def as_written(material, fields):
    """The named facts, words and names as the journal keeps them."""
    words = {field: material.original(field) for field in WORDS}
    return (
        plain_facts(material, fields)
        | words
        | {
            "persons": [person.title_for_journal for person in material.persons],
            "events": [event.title_for_journal for event in material.events],
            "places": [place.title_for_journal for place in material.places],
        }
    )


def plain_facts(material, fields):
    return {field: plainly(getattr(material, field)) for field in fields}


def plainly(fact):
    return getattr(fact, "name", None) or str(fact or "")


def original_language(material):
    return next(row.language for row in material.texts if row.is_original)


def write_words(material, language, **words):
    for field, text in words.items():
        material.set_text(field, language, text)


def throw_away(material, *, actor, version):
    """Take back the recording of a draft. Its accession number is not given again."""
    check_version(material, version)
    DEEDS.require(material, "throw_away", actor=actor)
    count_gone(material)
    material.deleted_at = clock.now()
    unindex(material)
    record(material, "throw_away", actor=actor)


def attach(material, arrivals, *, actor):
    """Hang more kept files on a material that may still get some; gives them."""
    lock(material)
    DEEDS.require(material, "attach", actor=actor)
    return hang(material, arrivals, actor=actor)


def hang(material, arrivals, *, actor):
    """Hang kept files on a material whose row is held or new; gives them."""
    return [files.attach(material, arrival, actor=actor) for arrival in arrivals]


def hold(material_id):
    """The material, its row held until the commit: whoever else changes its files waits."""
    material = db.session.get_one(Material, material_id)
    lock(material)
    return material


def allow(material, deed, *, actor):
    DEEDS.require(material, deed, actor=actor)


def count_files(material, by):
    """Files were attached or taken off."""
    material.file_count += by


def move(material, trigger, *, actor, version, **params):
    """Move a material and keep the counts of each state."""
    check_version(material, version)
    before = material.state
    with recounted(material):
        entry = moves.move(material, trigger, actor=actor, **params)
    if trigger == "accept":
        material.checker_id, material.accepted_at = actor.id, clock.now()
    if before not in OPEN and trigger == "send_back":
        material.checker_id = material.accepted_at = None
    if MaterialState.PUBLISHED in (before, material.state):
        come_before_the_public(material)
    return entry


def turn_back(material, *, actor, state, checker_id, accepted_at):
    """Give a material the state it had: no move of its life, but the undoing of one. Unsent letters of it lapse."""
    before = material.state
    with recounted(material):
        material.state, material.checker_id, material.accepted_at = state, checker_id, accepted_at
    record(material, "turn_back", actor=actor, changes={"state": [before.name, state.name]})


def come_before_the_public(material):
    """It has just been published, or has left the public side; its public copies are made once and stay closed."""
    # Its entry holds the project's row by now, so that an exhibition cannot be opened or closed in between.
    if db.session.scalar(db.select(Project.exhibit_since).where(Project.id == material.project_id)):
        material.public_at = clock.now()
    material.copies_wanted = material.state is MaterialState.PUBLISHED
    if material.copies_wanted:
        call("make_public_copies", material.id)


def make_findable(material):
    """What the search finds of a material: its words, names, number, source."""
    names = [name for thing in (*material.persons, *material.events, *material.places) for name in every_name(thing)]
    words = [material.original(field) for field in WORDS]
    index(material, *words, *names, material.accession, material.source_name, material.source_note)


def tell_anew(thing):
    """What may be told of a person, event or place changed, so what everybody knows of the materials about it did."""
    table = ABOUT[thing.kind]
    about_it = db.select(table.c.material_id).where(
        table.c.project_id == thing.project_id, table.c[f"{thing.kind}_id"] == thing.id
    )
    known = db.update(Material).where(Material.id.in_(about_it), Material.public_at.is_not(None))
    db.session.execute(known.values(public_at=clock.now()).execution_options(synchronize_session=False))


def follow_names(thing):
    """A person, event or place was renamed: the materials about it are found by its new names."""
    for material in queries.about(thing):
        make_findable(material)

"""The collection in figures: counts that pages and gates show, changed in the transaction that changes a material."""

from collections import Counter
from contextlib import contextmanager

from app import tally
from app.db import db, locked
from app.files.models import File, FileState
from app.materials.facets.models import FacetCount
from app.materials.models import Material
from app.materials.subjects.models import Event, Person, Place, about_event, about_person, about_place
from app.materials.subjects.queries import ABOUT
from workflows.materials import ACCEPTED


def count_new(material):
    """Take a new material into every count it belongs to."""
    change(material.project_id, counts_of(material))
    change_facets(material.project_id, facets_of(material))
    tally.count(material.project_id, "collected", month_of(material), +1)


@contextmanager
def recounted(material):
    """Whatever is changed of the material within, its counts follow."""
    before, faceted, about = counts_of(material), facets_of(material), subjects_of(material)
    yield
    after = counts_of(material)
    after.subtract(before)
    change(material.project_id, after)
    faceted_after = facets_of(material)
    faceted_after.subtract(faceted)
    change_facets(material.project_id, faceted_after)
    count_subjects(about, subjects_of(material))


def counts_of(material):
    """The counts that the material stands in now, as ``Counter({(what, key): 1})``."""
    counted = [("materials", material.state.name), ("genres", f"{material.genre.name}:{material.state.name}")]
    counted += [("sourced", "")] if material.has_source else []
    counted += [("with_rights", "")] if material.has_rights else []
    return Counter(counted)


def change(project_id, by):
    """Always in the same order, so that two who change the same counts wait for each other and never in a ring."""
    for (what, key), n in sorted(by.items()):
        if n:
            tally.count(project_id, what, key, n)


def facets_of(material):
    """What the material is found by besides its kind and state, as ``Counter({(facet, key): 1})``."""
    facts = [
        ("collector", material.collector_id),
        ("decade", material.decade),
        ("language", material.language),
        ("rights", material.rights_uri),
    ]
    facts += [(thing.kind, thing.id) for thing in (*material.persons, *material.events, *material.places)]
    return Counter({(facet, as_facet(key)): 1 for facet, key in facts})


def change_facets(project_id, by):
    """In one order too, and always after the tally."""
    for (facet, key), n in sorted(by.items()):
        if n:
            tally.count(project_id, facet, key, n, FacetCount)


def month_of(material):
    """The month, in UTC, in which it was recorded, as the tally keeps it."""
    return f"{material.created_at:%Y-%m}"


def subjects_of(material):
    """Ids of the persons, events and places whose count of accepted materials it belongs to, in a fixed order."""
    is_counted = material.state in ACCEPTED
    about = ((Event, material.events), (Person, material.persons), (Place, material.places))
    return {model: {thing.id for thing in things if is_counted} for model, things in about}


def count_subjects(before, after):
    for model in before:
        add_to(model, after[model] - before[model], +1)
        add_to(model, before[model] - after[model], -1)


def add_to(model, ids, by):
    """Raise the counts of these persons, events or places, their rows locked in the order of their ids."""
    if not ids:
        return
    chosen = model.id.in_(ids)
    db.session.execute(locked(db.select(model.id).where(chosen).order_by(model.id)))
    db.session.execute(db.update(model).where(chosen).values(material_count=model.material_count + by))


def as_facet(value):
    return str(value or "")


def found_by(what, *parts, which=(), key=None, table=tally.Tally):
    """Let the count be found anew among the materials that meet `which`, by these columns."""
    there = db.select(Material.project_id, db.func.count(), *parts).where(Material.deleted_at.is_(None), *which)
    tally.found_by(what, there.group_by(Material.project_id, *parts), key, table)


found_by("materials", Material.state)
found_by("genres", Material.genre, Material.state)
found_by("sourced", which=(Material.source_name != "", Material.acquisition.is_not(None)))
found_by("with_rights", which=(Material.rights_uri != "",))
found_by("collected", Material.created_at, key="{:%Y-%m}".format)
found_by("collector", Material.collector_id, key=as_facet, table=FacetCount)
found_by("decade", Material.decade, key=as_facet, table=FacetCount)
found_by("language", Material.language, key=as_facet, table=FacetCount)
found_by("rights", Material.rights_uri, key=as_facet, table=FacetCount)

for model, table, which_one in (
    (Event, about_event, about_event.c.event_id),
    (Person, about_person, about_person.c.person_id),
    (Place, about_place, about_place.c.place_id),
):
    accepted = db.select(db.func.count()).select_from(table).join(Material, Material.id == table.c.material_id)
    of_this = accepted.where(which_one == model.id, Material.state.in_(ACCEPTED), Material.deleted_at.is_(None))
    tally.kept_in(model.material_count, of_this.correlate(model).scalar_subquery())
    named = db.select(Material.project_id, db.func.count(), which_one).join(table, Material.id == table.c.material_id)
    named = named.where(Material.deleted_at.is_(None)).group_by(Material.project_id, which_one)
    tally.found_by(model.kind, named, as_facet, FacetCount)

of_material = (File.subject_type == Material.kind, File.subject_id == Material.id, File.of_id.is_(None))
there = (File.state == FileState.STORED, File.deleted_at.is_(None))
attached = db.select(db.func.count(File.id)).where(*of_material, *there)
tally.kept_in(Material.file_count, attached.correlate(Material).scalar_subquery())


def recount(*things):
    """Put the counts of persons, events or places right after whole links went from one to another."""
    for thing in things:
        model, table = type(thing), ABOUT[thing.kind]
        there = db.select(db.func.count()).select_from(table).join(Material, Material.id == table.c.material_id)
        found = db.session.scalar(there.where(table.c[f"{thing.kind}_id"] == thing.id, Material.deleted_at.is_(None)))
        place = {"project_id": thing.project_id, "what": thing.kind, "key": as_facet(thing.id)}
        kept = db.session.scalar(db.select(FacetCount.n).filter_by(**place)) or 0
        tally.count(**place, by=found - kept, table=FacetCount)
        number = tally.COLUMNS[model.material_count]
        counted = db.update(model).where(model.id == thing.id).values(material_count=number)
        db.session.execute(counted.execution_options(synchronize_session=False))

"""The facts of gates about what was collected: materials about somebody, and what the living agreed to."""

from collections import defaultdict

import sqlalchemy as sa

from app.gates.parts import IDS, counted, on_days
from app.materials.models import PUBLISHED_AS, Material, MaterialKind, Person, about_event, about_person
from workflows.materials import ACCEPTED

ABOUT = {"person": (about_person, about_person.c.person_id), "event": (about_event, about_event.c.event_id)}
PERSONS = (Person.project_id.in_(IDS), Person.deleted_at.is_(None))
COLLECTED = (Material.state.in_(ACCEPTED), Material.deleted_at.is_(None))


def material_parts(asked):
    """Persons and how many materials about them were accepted, as far as a gate asks."""
    yield counted(Person.project_id, "persons").where(*PERSONS)
    for count in asked.materials_about_persons:
        enough = Person.material_count >= count
        yield counted(Person.project_id, "persons with", sa.literal(str(count))).where(*PERSONS, enough)
    for subject, genre in asked.subjects:
        yield materials_about(subject, genre)


def materials_about(subject, genre):
    """Accepted materials about one person or event."""
    kind, _, number = subject.partition(":")
    table, column = ABOUT[kind]
    found = counted(Material.project_id, "about", sa.literal(f"{subject}:{genre or ''}"))
    found = found.join(table, table.c.material_id == Material.id)
    found = found.where(Material.project_id.in_(IDS), column == int(number), *COLLECTED)
    return found.where(Material.genre == MaterialKind[genre]) if genre else found


def consent_parts(n_days):
    """Who may be living and appears in accepted materials, and who of them agrees to have all of these published."""
    asked = (*PERSONS, Person.material_count > 0, Person.is_living.is_not(False))
    yield counted(Person.project_id, "to consent").where(*asked)
    agreed = (sa.and_(Person.project_id.in_(ids), ~is_in_one_without_consent(today)) for today, ids in on_days(n_days))
    yield counted(Person.project_id, "consented").where(*asked, sa.or_(*agreed))


def is_in_one_without_consent(today):
    """Whether an accepted material shows or tells what the person does not, or not any more, agree to."""
    kinds = defaultdict(list)
    for kind, scope in PUBLISHED_AS.items():
        kinds[scope].append(kind)
    refused = (sa.and_(Material.genre.in_(of), ~agrees(scope, today)) for scope, of in kinds.items())
    mine = (about_person.c.project_id == Person.project_id, about_person.c.person_id == Person.id)
    in_one = sa.select(Material.id).join(about_person, about_person.c.material_id == Material.id)
    return in_one.where(*mine, *COLLECTED, sa.or_(*refused)).exists()


def agrees(scope, today):
    """As `Person.agrees_to` has it: the last day as text, empty where the consent has no end."""
    last = sa.func.coalesce(Person.consented[scope].as_string(), "-")
    return sa.or_(last == "", last >= sa.cast(today, sa.String))

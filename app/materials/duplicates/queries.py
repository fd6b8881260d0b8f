"""Pairs of persons as pages read them, who was merged into whom, and what hangs on a person."""

from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.db import db, rows
from app.materials.consents.models import Consent
from app.materials.duplicates.models import Pair
from app.materials.subjects.models import Participation, Person, about_person
from app.materials.subjects.queries import as_shown, relates, visible_to
from app.tasks.ties.models import task_link
from app.text import read_words, words_of

SHOWN_AT_ONCE = 50
One, Other = aliased(Person), aliased(Person)


def pairs_of(project, *, is_apart=False, after=None):
    """At most a page of a project's pairs, the likeliest first, and whether more follow."""
    asked = {"after": after} if after else {}
    found = rows(listed(bool(after)), project_id=project.id, is_apart=is_apart, **asked)
    return found[:SHOWN_AT_ONCE], len(found) > SHOWN_AT_ONCE


@lru_cache(maxsize=2)
def listed(is_later):
    query = sa.select(
        Pair.id,
        *(Pair.one_id, Pair.other_id, Pair.likeness, Pair.one_name, Pair.other_name),
        *(Pair.is_birth_alike, Pair.is_death_alike),
        *life_of(One, "one"),
        *life_of(Other, "other"),
    )
    query = query.join(One, One.id == Pair.one_id).join(Other, Other.id == Pair.other_id)
    query = query.where(Pair.project_id == sa.bindparam("project_id"), Pair.is_apart == sa.bindparam("is_apart"))
    if is_later:
        rank = sa.select(Pair.rank).where(Pair.id == sa.bindparam("after")).scalar_subquery()
        query = query.where(sa.or_(Pair.rank > rank, sa.and_(Pair.rank == rank, Pair.id > sa.bindparam("after"))))
    return query.order_by(Pair.rank, Pair.id).limit(SHOWN_AT_ONCE + 1)


def life_of(person, which):
    facts = (person.birth, person.death, person.material_count)
    named = [fact.label(f"{which}_{fact.key}") for fact in facts]
    return [words_of(person, "name").label(f"{which}_title"), *named]


def find_both(one_id, other_id, actor):
    """Those of two persons whom the actor may see, by their ids, with what a page shows of each."""
    asked = visible_to(Person, actor).where(Person.id.in_((one_id, other_id))).options(*as_shown(Person))
    found = {person.id: person for person in db.session.scalars(asked).unique()}
    read_words(*found.values(), *{person.project for person in found.values()})
    return found


def pair_of(one, other):
    ids = sorted((one.id, other.id))
    return db.session.scalars(sa.select(Pair).where(Pair.one_id == ids[0], Pair.other_id == ids[1])).one_or_none()


def are_told_apart(one, other):
    pair = pair_of(one, other)
    return pair is not None and pair.is_apart


def hanging_on(*persons):
    """How much hangs on each: ``{(what, person's id): n}``, in one statement."""
    counts = [counted(what, person, condition) for person in persons for what, condition in of(person).items()]
    return {(row.what, row.id): row.n for row in rows(sa.union_all(*counts))}


def counted(what, person, condition):
    named: sa.Label = sa.literal_column(f"'{what}'").label("what")
    return sa.select(named, sa.literal(person.id).label("id"), sa.func.count().label("n")).where(condition)


def of(person):
    """The conditions on the rows that hang on a person, by what they are."""
    mine = person.project_id
    return {
        "materials": sa.and_(about_person.c.project_id == mine, about_person.c.person_id == person.id),
        "events": sa.and_(Participation.project_id == mine, Participation.person_id == person.id),
        "relations": relates(person),
        "consents": sa.and_(Consent.project_id == mine, Consent.person_id == person.id),
        "tasks": sa.and_(task_link.c.subject_type == person.kind, task_link.c.subject_id == person.id),
    }


def find_merged(person, merged_id):
    """Somebody who was merged into this person, or a 404."""
    return db.first_or_404(sa.select(Person).where(Person.id == merged_id, Person.merged_into_id == person.id))

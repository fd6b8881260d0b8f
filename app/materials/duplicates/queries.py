"""Pairs of persons as pages read them, who was merged into whom, and what hangs on a person."""

from functools import lru_cache

import sqlalchemy as sa
from flask import abort
from sqlalchemy.orm import aliased

from app.db import db, rows
from app.materials.consents.models import Consent
from app.materials.duplicates.models import Pair
from app.materials.subjects.models import Participation, Person, about_person
from app.materials.subjects.queries import relates
from app.tasks.ties.models import task_link
from app.text import words_of

SHOWN_AT_ONCE = 50
#: On a person's own page so many are named at most.
HINTED = 5
One, Other = aliased(Person), aliased(Person)
THIS = sa.bindparam("person_id", type_=sa.Integer)


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


def hints_for(person):
    """Who may be the same as this person, and who was merged into them: rows of what, id, title, in one statement."""
    return rows(HINTS, person_id=person.id)


BOTH = sa.union_all(
    sa.select(Pair.other_id.label("id"), Pair.rank).where(Pair.one_id == THIS, Pair.is_apart.is_(False)),
    sa.select(Pair.one_id, Pair.rank).where(Pair.other_id == THIS, Pair.is_apart.is_(False)),
).subquery()
LIKELY = sa.select(BOTH.c.id).order_by(BOTH.c.rank, BOTH.c.id).limit(HINTED).subquery()
HINTS = sa.union_all(
    sa.select(sa.literal("likely").label("what"), Person.id, words_of(Person, "name").label("title")).where(
        Person.id.in_(sa.select(LIKELY.c.id))
    ),
    sa.select(sa.literal("merged"), Person.id, words_of(Person, "name")).where(Person.merged_into_id == THIS),
)


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
    whose = (sa.literal_column(f"'{what}'").label("what"), sa.literal_column(str(person.id)).label("id"))
    return sa.select(*whose, sa.func.count().label("n")).where(condition)


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


def of_same_project(one, other):
    """The other, if both belong to one project, or a 404."""
    return other if other.project_id == one.project_id else abort(404)


def find_merged(person, merged_id):
    """Somebody who was merged into this person, or a 404."""
    return db.first_or_404(sa.select(Person).where(Person.id == merged_id, Person.merged_into_id == person.id))

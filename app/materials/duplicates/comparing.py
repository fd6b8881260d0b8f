"""Find who may be written down twice: persons of like names whose dates do not contradict each other.

A person is compared with the few who share a key with one of their names, and never with all. What is found is kept,
so that pages only read it.
"""

from itertools import product
from typing import NamedTuple

import sqlalchemy as sa

from app.db import begin_write, db, locked, rows, upsert
from app.materials.duplicates.models import Pair, PersonKey
from app.materials.duplicates.names import RANKS, Likeness, keys, likeness
from app.materials.subjects.actions import hold_names
from app.materials.subjects.models import Person, PersonName

#: So many persons are compared in one go; the next minute takes the rest.
AT_ONCE = 500
#: With so many who share a key one person is compared, the latest first.
NEIGHBOURS = 60
#: Alike in these ways two are suggested only where their dates agree as well.
WEAK = (Likeness.INITIALS,)
#: Whose dates do not agree stands behind all whose do.
UNDATED = 100


class Life(NamedTuple):
    """A person as they are compared: names, and the bounds of birth and death as day numbers, None where open."""

    id: int
    names: tuple
    birth: tuple
    death: tuple


class Found(NamedTuple):
    likeness: Likeness
    one_name: str
    other_name: str
    is_birth_alike: bool
    is_death_alike: bool

    @property
    def rank(self):
        return RANKS[self.likeness] + (0 if self.is_birth_alike or self.is_death_alike else UNDATED)


def compare_persons():
    """Whoever was written down or changed since; safe to run twice or in parallel."""
    waiting = rows(sa.select(Person.id).where(Person.is_compared.is_(False)).order_by(Person.id).limit(AT_ONCE))
    db.session.rollback()
    for row in waiting:
        begin_write()
        person = db.session.scalars(locked(sa.select(Person).where(Person.id == row.id))).one()
        if not person.is_compared:
            compare(person)
        db.session.commit()


def compare(person):
    """Find anew who may be the same as this person, in the caller's transaction. Gives how many there are."""
    # Of two who are compared at once, the second finds the first.
    hold_names(person.project)
    forget(person)
    found = {} if person.deleted_at else likely(person)
    if found:
        add_pairs(person, found)
    db.session.execute(
        sa.update(Person)
        .where(Person.id == person.id)
        .values(is_compared=True)
        .execution_options(synchronize_session=False)
    )
    return len(found)


def forget(person):
    """Take off the keys of a person, and the pairs that were only suspected."""
    db.session.execute(sa.delete(PersonKey).where(PersonKey.person_id == person.id))
    suspected = sa.delete(Pair).where(of_person(person), Pair.is_apart.is_(False))
    db.session.execute(suspected.execution_options(synchronize_session=False))


def of_person(person):
    return sa.or_(Pair.one_id == person.id, Pair.other_id == person.id)


def likely(person):
    """Who may be the same: ``{id: Found}``. The person's keys are written by the way."""
    me = lives(Person.id == person.id)[0]
    own = {key for name in me.names for key in keys(name)}
    if not own:
        return {}
    written = [{"project_id": person.project_id, "key": key, "person_id": person.id} for key in sorted(own)]
    db.session.execute(upsert(PersonKey).values(written).on_conflict_do_nothing())
    near = (
        sa.select(PersonKey.person_id)
        .where(PersonKey.project_id == person.project_id, PersonKey.key.in_(own), PersonKey.person_id != person.id)
        .distinct()
        .order_by(PersonKey.person_id.desc())
        .limit(NEIGHBOURS)
    )
    looked_at = lives(Person.id.in_(db.session.scalars(near).all()), Person.deleted_at.is_(None))
    compared = {other.id: found_in(me, other) for other in looked_at}
    return {id: found for id, found in compared.items() if found}


def lives(*conditions):
    dates = (Person.birth_min, Person.birth_max, Person.death_min, Person.death_max)
    query = sa.select(Person.id, PersonName.whole, *dates).join(PersonName, PersonName.person_id == Person.id)
    found: dict = {}
    for row in rows(query.where(*conditions).order_by(Person.id, PersonName.position)):
        found.setdefault(row.id, []).append(row)
    return [
        Life(
            id,
            tuple(row.whole for row in named),
            (named[0].birth_min, named[0].birth_max),
            (named[0].death_min, named[0].death_max),
        )
        for id, named in found.items()
    ]


def found_in(one, other):
    """In what two lives are alike, or None; those whose dates contradict are never the same."""
    birth, death = agree(one.birth, other.birth), agree(one.death, other.death)
    if birth is False or death is False or ends_before(one, other) or ends_before(other, one):
        return None
    alike = [(likeness(*names), *names) for names in product(one.names, other.names)]
    best = min((found for found in alike if found[0]), key=lambda found: RANKS[found[0]], default=None)
    if best is None or (best[0] in WEAK and not (birth or death)):
        return None
    return Found(*best, is_birth_alike=bool(birth), is_death_alike=bool(death))


def agree(one, other):
    """Whether two spans of days have one in common; None where nothing is known of either."""
    if UNKNOWN in (one, other):
        return None
    return starts(one) <= ends(other) and starts(other) <= ends(one)


UNKNOWN = (None, None)


def starts(span):
    return float("-inf") if span[0] is None else span[0]


def ends(span):
    return float("inf") if span[1] is None else span[1]


def ends_before(one, other):
    """Whether one was dead before the other was born."""
    return ends(one.death) < starts(other.birth)


def add_pairs(person, found):
    """Keep what was found; whoever was said not to be the same stays so."""
    pairs = [
        {
            "project_id": person.project_id,
            "one_id": min(person.id, id),
            "other_id": max(person.id, id),
            "likeness": alike.likeness,
            # The names stand in the order of the ids.
            "one_name": alike.one_name if person.id < id else alike.other_name,
            "other_name": alike.other_name if person.id < id else alike.one_name,
            "is_birth_alike": alike.is_birth_alike,
            "is_death_alike": alike.is_death_alike,
            "rank": alike.rank,
        }
        for id, alike in found.items()
    ]
    db.session.execute(upsert(Pair).values(pairs).on_conflict_do_nothing())

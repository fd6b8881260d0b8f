"""Pairs of a kind as pages read them, what was merged into what, and what hangs on a person, event or place."""

from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.db import db, rows
from app.materials.consents.models import Consent
from app.materials.duplicates.models import PAIRS
from app.materials.subjects.models import Event, Participation, Place
from app.materials.subjects.queries import ABOUT, as_shown, relates, visible_to
from app.tasks.ties.models import task_link
from app.text import read_words, words_of

SHOWN_AT_ONCE = 50
#: What a line of the list says of each beside its name.
FACTS = {"person": ("birth", "death"), "event": ("edtf",), "place": ()}


def pairs_of(model, project, *, is_apart=False, after=None):
    """At most a page of a project's pairs of a kind, the likeliest first, and whether more follow."""
    asked = {"after": after} if after else {}
    found = rows(listed(model, bool(after)), project_id=project.id, is_apart=is_apart, **asked)
    return found[:SHOWN_AT_ONCE], len(found) > SHOWN_AT_ONCE


@lru_cache(maxsize=6)
def listed(model, is_later):
    pair, one, other = PAIRS[model.kind], aliased(model), aliased(model)
    query = sa.select(
        pair.id,
        *(pair.one_id, pair.other_id, pair.likeness, pair.one_name, pair.other_name, pair.agreed),
        *facts_of(one, model.kind, "one"),
        *facts_of(other, model.kind, "other"),
    )
    query = query.join(one, one.id == pair.one_id).join(other, other.id == pair.other_id)
    query = query.where(pair.project_id == sa.bindparam("project_id"), pair.is_apart == sa.bindparam("is_apart"))
    if is_later:
        rank = sa.select(pair.rank).where(pair.id == sa.bindparam("after")).scalar_subquery()
        query = query.where(sa.or_(pair.rank > rank, sa.and_(pair.rank == rank, pair.id > sa.bindparam("after"))))
    return query.order_by(pair.rank, pair.id).limit(SHOWN_AT_ONCE + 1)


def facts_of(thing, kind, which):
    named = [getattr(thing, fact).label(f"{which}_{fact}") for fact in (*FACTS[kind], "material_count")]
    return [words_of(thing, "name").label(f"{which}_title"), *named]


def find_both(model, one_id, other_id, actor):
    """Those of two that the actor may see, by their ids, with what a page shows of each."""
    asked = visible_to(model, actor).where(model.id.in_((one_id, other_id))).options(*as_shown(model))
    found = {thing.id: thing for thing in db.session.scalars(asked).unique()}
    near = [getattr(thing, tie) for thing in found.values() for tie in ("place", "part_of") if hasattr(thing, tie)]
    read_words(*found.values(), *filter(None, near), *{thing.project for thing in found.values()})
    return found


def pair_of(one, other):
    ids, pair = sorted((one.id, other.id)), PAIRS[one.kind]
    return db.session.scalars(sa.select(pair).where(pair.one_id == ids[0], pair.other_id == ids[1])).one_or_none()


def are_told_apart(one, other):
    pair = pair_of(one, other)
    return pair is not None and pair.is_apart


def hanging_on(*things):
    """How much hangs on each: ``{(what, its id): n}``, in one statement."""
    counts = [counted(what, thing, condition) for thing in things for what, condition in of(thing).items()]
    return {(row.what, row.id): row.n for row in rows(sa.union_all(*counts))}


def counted(what, thing, condition):
    named: sa.Label = sa.literal_column(f"'{what}'").label("what")
    return sa.select(named, sa.literal(thing.id).label("id"), sa.func.count().label("n")).where(condition)


def of(thing):
    """The conditions on the rows that hang on a thing, by what they are."""
    mine, table = thing.project_id, ABOUT[thing.kind]
    materials = sa.and_(table.c.project_id == mine, table.c[f"{thing.kind}_id"] == thing.id)
    tasks = sa.and_(task_link.c.subject_type == thing.kind, task_link.c.subject_id == thing.id)
    return {"materials": materials, **TIES[thing.kind](thing), "tasks": tasks}


TIES = {
    "person": lambda person: {
        "events": sa.and_(Participation.project_id == person.project_id, Participation.person_id == person.id),
        "relations": relates(person),
        "consents": sa.and_(Consent.project_id == person.project_id, Consent.person_id == person.id),
    },
    "event": lambda event: {"participants": Participation.event_id == event.id},
    "place": lambda place: {"happened": Event.place_id == place.id, "within": Place.part_of_id == place.id},
}


def find_merged(thing, merged_id):
    """What was merged into this thing, or a 404."""
    model = type(thing)
    return db.first_or_404(sa.select(model).where(model.id == merged_id, model.merged_into_id == thing.id))

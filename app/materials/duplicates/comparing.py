"""Find what may be written down twice: persons, events and places of like names of which nothing else contradicts.

One is compared with the few that share a key with one of its names, and never with all. What is found is kept, so
that pages only read it.
"""

from itertools import product
from typing import NamedTuple

import sqlalchemy as sa

from app.db import begin_write, db, lock, rows, upsert
from app.materials.duplicates.kinds import KINDS, ends, starts
from app.materials.duplicates.names import RANKS, Likeness
from app.materials.subjects.actions import hold_names

#: So many of a kind are compared in one go; the next minute takes the rest.
AT_ONCE = 500
#: With so many that share a key one is compared, the latest first.
NEIGHBOURS = 60
#: Alike in these ways two are suggested only where they agree in something else as well.
WEAK = (Likeness.INITIALS,)
#: Those that agree in nothing else stand behind all that do.
UNDATED = 100


class Known(NamedTuple):
    """A person, event or place as it is compared: its names, and what must not contradict."""

    id: int
    names: tuple
    spans: dict


class Found(NamedTuple):
    likeness: Likeness
    one_name: str
    other_name: str
    agreed: tuple

    @property
    def rank(self):
        return RANKS[self.likeness] + (0 if self.agreed else UNDATED)


def compare_all():
    """Whatever was written down or changed since; safe to run twice or in parallel."""
    for kind in KINDS.values():
        model = kind.model
        waiting = rows(sa.select(model.id).where(model.is_compared.is_(False)).order_by(model.id).limit(AT_ONCE))
        db.session.rollback()
        for row in waiting:
            begin_write()
            thing = db.session.get_one(model, row.id)
            hold_names(thing.project)
            lock(thing)
            if not thing.is_compared:
                compare(thing)
            db.session.commit()


def compare(thing):
    """Find anew what may be the same as this one, in the caller's transaction. Gives how much there is."""
    kind = KINDS[thing.kind]
    # Of two that are compared at once, the second finds the first.
    hold_names(thing.project)
    forget(kind, [thing.id])
    found = {} if thing.deleted_at else likely(kind, thing)
    if found:
        add_pairs(kind, thing, found)
    looked_at = sa.update(kind.model).where(kind.model.id == thing.id).values(is_compared=True)
    db.session.execute(looked_at.execution_options(synchronize_session=False))
    return len(found)


def forget(kind, ids):
    """Take off the keys of these things, and the pairs of them that were only suspected."""
    db.session.execute(sa.delete(kind.key).where(kind.key.subject_id.in_(ids)))
    of_them = sa.or_(kind.pair.one_id.in_(ids), kind.pair.other_id.in_(ids))
    suspected = sa.delete(kind.pair).where(of_them, kind.pair.is_apart.is_(False))
    db.session.execute(suspected.execution_options(synchronize_session=False))


def likely(kind, thing):
    """What may be the same: ``{id: Found}``. The keys of the thing are written by the way."""
    [me] = known(kind, kind.model.id == thing.id)
    own = {key for name in me.names for key in kind.keys(name)}
    if not own:
        return {}
    key = kind.key
    written = [{"project_id": thing.project_id, "key": text, key.subject_id.key: thing.id} for text in sorted(own)]
    db.session.execute(upsert(key).values(written).on_conflict_do_nothing())
    near = (
        sa.select(key.subject_id)
        .where(key.project_id == thing.project_id, key.key.in_(own), key.subject_id != thing.id)
        .distinct()
        .order_by(key.subject_id.desc())
        .limit(NEIGHBOURS)
    )
    looked_at = known(kind, kind.model.id.in_(db.session.scalars(near).all()), kind.model.deleted_at.is_(None))
    compared = {other.id: found_in(kind, me, other) for other in looked_at}
    return {id: found for id, found in compared.items() if found}


def known(kind, *conditions):
    query = sa.select(kind.model.id, kind.name.label("whole"), *kind.facts).join(kind.name.class_, kind.named)
    found: dict = {}
    for row in rows(query.where(*conditions).order_by(kind.model.id, kind.place)):
        found.setdefault(row.id, []).append(row)
    return [
        Known(id, (*(row.whole for row in named), *kind.more(named[0])), kind.spans(named[0]))
        for id, named in found.items()
    ]


def found_in(kind, one, other):
    """In what two are alike, or None; those that contradict are never the same."""
    agree = {fact: agreeing(span, other.spans[fact]) for fact, span in one.spans.items()}
    if False in agree.values() or kind.contradict(one.spans, other.spans):
        return None
    agreed = tuple(fact for fact, is_so in agree.items() if is_so)
    alike = [(kind.likeness(*names), *names) for names in product(one.names, other.names)]
    best = min((found for found in alike if found[0]), key=lambda found: RANKS[found[0]], default=None)
    if best is None or (best[0] in WEAK and not agreed):
        return None
    return Found(*best, agreed)


def agreeing(one, other):
    """Whether two spans have something in common; None where nothing is known of either."""
    if UNKNOWN in (one, other):
        return None
    return starts(one) <= ends(other) and starts(other) <= ends(one)


UNKNOWN = (None, None)


def add_pairs(kind, thing, found):
    """Keep what was found; what was said not to be the same stays so."""
    pairs = [
        {
            "project_id": thing.project_id,
            "one_id": min(thing.id, id),
            "other_id": max(thing.id, id),
            "likeness": alike.likeness,
            # The names stand in the order of the ids.
            "one_name": alike.one_name if thing.id < id else alike.other_name,
            "other_name": alike.other_name if thing.id < id else alike.one_name,
            "agreed": " ".join(alike.agreed),
            "rank": alike.rank,
        }
        for id, alike in found.items()
    ]
    db.session.execute(upsert(kind.pair).values(pairs).on_conflict_do_nothing())

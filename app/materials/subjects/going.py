"""Persons, events and places that a deed named for the first time go with it when it is taken back.

What something else refers to by now, or of which anybody wrote anything since, stays.
"""

from itertools import groupby
from typing import NamedTuple

import sqlalchemy as sa

from app import clock
from app.db import db, rows
from app.journal.actions import record_all
from app.journal.models import Entry
from app.materials.consents.models import Consent
from app.materials.duplicates.comparing import forget
from app.materials.duplicates.kinds import KINDS
from app.materials.models import Material
from app.materials.subjects.models import Event, Participation, Place, Relation
from app.materials.subjects.queries import ABOUT
from app.tasks.ties.models import task_link
from app.text import SearchEntry, Text

#: A statement names so many at the most.
AT_ONCE = 500
#: By what others refer to such a thing, beside materials, tasks and pairs.
TIES = {
    "person": (Participation.person_id, Relation.person_id, Relation.other_id, Consent.person_id),
    "event": (Participation.event_id,),
    "place": (Event.place_id, Place.part_of_id),
}


class Held(NamedTuple):
    """Some of a kind that are still there: the ids of those that are as the deed left them, and how many are not."""

    kind: str
    ids: list
    changed: int


def hold(made):
    """Whatever of these traces is still there, held until the commit as everybody holds it: behind its project."""
    return [held(kind, piece) for kind, piece in pieces(made)]


def pieces(made):
    in_order = sorted(made, key=lambda trace: (trace["kind"], trace["id"]))
    for kind, traces in groupby(in_order, key=lambda trace: trace["kind"]):
        found = list(traces)
        yield from ((kind, found[start : start + AT_ONCE]) for start in range(0, len(found), AT_ONCE))


def held(kind, traces):
    model, left = KINDS[kind].model, {trace["id"]: trace["version"] for trace in traces}
    here = sa.select(model.id, model.version).where(model.id.in_(left), model.deleted_at.is_(None))
    now = rows(here.order_by(model.id).with_for_update(key_share=True))
    same = [row.id for row in now if row.version == left[row.id]]
    return Held(kind, same, len(now) - len(same))


def let_go(project_id, every, *, actor):
    """Throw away those that nobody needs; gives how many went and how many stay. The caller holds the names."""
    gone = stay = 0
    for one in every:
        needed = needed_of(project_id, one)
        free = [id for id in one.ids if id not in needed]
        if free:
            throw_away(project_id, one.kind, free, actor=actor)
        gone, stay = gone + len(free), stay + len(needed) + one.changed
    return {"gone": gone, "stay": stay}


def needed_of(project_id, one):
    """The ids of those to which something refers, or of which the journal tells."""
    asked = [query.where(query.selected_columns[0].in_(one.ids)) for query in references(project_id, one.kind)]
    return set(db.session.scalars(sa.union(*asked)))


def references(project_id, kind):
    """Statements of ids of this kind, each from one place that may name them."""
    about, pair, model = ABOUT[kind], KINDS[kind].pair, KINDS[kind].model
    named = sa.select(about.c[f"{kind}_id"]).join(Material, Material.id == about.c.material_id)
    yield named.where(about.c.project_id == project_id, Material.deleted_at.is_(None))
    for column in TIES[kind]:
        yield sa.select(column).where(column.class_.project_id == project_id)
    yield sa.select(model.merged_into_id)
    yield from (sa.select(side).where(pair.is_apart) for side in (pair.one_id, pair.other_id))
    for tied in (task_link.c, Entry):
        yield sa.select(tied.subject_id).where(tied.subject_type == kind)


def throw_away(project_id, kind, ids, *, actor):
    """They are found no more, neither by hand nor as what another may be; each has its line in the journal."""
    model = KINDS[kind].model
    gone = sa.update(model).where(model.id.in_(ids))
    gone = gone.values(deleted_at=clock.now(), version=model.version + 1, is_compared=True)
    db.session.execute(gone.execution_options(synchronize_session=False))
    db.session.execute(sa.delete(SearchEntry).where(SearchEntry.subject_type == kind, SearchEntry.subject_id.in_(ids)))
    forget(KINDS[kind], ids)
    name = (Text.subject_type == kind, Text.subject_id.in_(ids), Text.field == "name", Text.is_original)
    titles = dict(map(tuple, rows(sa.select(Text.subject_id, Text.text).where(*name).order_by(Text.subject_id))))
    record_all(project_id, f"{kind}/throw_away", titles, actor=actor)

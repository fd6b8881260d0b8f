"""Working sets as they are found: by who asks, with what of them is still there."""

from typing import NamedTuple

import sqlalchemy as sa
from flask_babel import gettext as _

from app import tally
from app.db import db, rows
from app.materials.models import Material
from app.materials.sets.models import IS_OPEN, READER, WorkingSet, set_item
from app.projects.queries import project_ids_of
from app.tasks.lists.models import SavedFilter
from app.tasks.lists.saved import WHAT as FILTERS

SETS = "working_sets"
PROJECT = sa.bindparam("project_id", type_=sa.Integer)


class Shelf(NamedTuple):
    """What a reader has at hand beside the list: kept searches, sets, what is chosen (a row or None), and of that
    the ids on this page."""

    searches: list
    sets: list
    chosen: object
    ticked: frozenset

    @property
    def titles(self):
        """What the sets are called, as the counts of facets name things."""
        chosen = {("set", str(self.chosen.id)): _("What you have chosen")} if self.chosen else {}
        return {("set", str(row.id)): row.title for row in self.sets} | chosen


EMPTY = Shelf([], [], None, frozenset())


def shelf(actor, project, counted, ids=()):
    """All of it in one statement; nothing is asked where the counts say there is none."""
    keys = (str(actor.id), "shared")
    if not tally.total(counted, SETS, keys) + tally.total(counted, FILTERS, keys):
        return EMPTY
    found = rows(SHELF, project_id=project.id, reader=actor.id, ids=list(ids))
    kinds = {kind: [row for row in found if row.what == kind] for kind in ("search", "set", "chosen", "tick")}
    chosen = next((row for row in kinds["chosen"] if row.n), None)
    return Shelf(kinds["search"], kinds["set"], chosen, frozenset(row.id for row in kinds["tick"]))


HELD = (
    sa.select(sa.func.count())
    .select_from(sa.join(set_item, Material, Material.id == set_item.c.material_id))
    .where(set_item.c.project_id == WorkingSet.project_id, set_item.c.set_id == WorkingSet.id)
    .where(Material.deleted_at.is_(None))
    .correlate(WorkingSet)
    .scalar_subquery()
)
KIND = sa.case((WorkingSet.chosen_by_id.is_(None), "set"), else_="chosen")
NOTHING = sa.literal("")
IS_MY_SEARCH = (
    SavedFilter.project_id == PROJECT,
    SavedFilter.place == "materials",
    sa.or_(SavedFilter.is_shared, SavedFilter.user_id == READER),
)
OF_CHOSEN = sa.and_(WorkingSet.id == set_item.c.set_id, WorkingSet.chosen_by_id == READER)
SHELF = sa.union_all(
    sa.select(KIND.label("what"), WorkingSet.id, WorkingSet.title, WorkingSet.note.label("note"), WorkingSet.is_shared,
              WorkingSet.user_id, HELD.label("n")).where(WorkingSet.project_id == PROJECT, IS_OPEN),
    sa.select(sa.literal("search"), SavedFilter.id, SavedFilter.title, SavedFilter.query, SavedFilter.is_shared,
              SavedFilter.user_id, sa.literal(0)).where(*IS_MY_SEARCH),
    sa.select(sa.literal("tick"), set_item.c.material_id, NOTHING, NOTHING, sa.false(), READER, sa.literal(0))
    .join(WorkingSet, OF_CHOSEN)
    .where(set_item.c.project_id == PROJECT, set_item.c.material_id.in_(sa.bindparam("ids", expanding=True))),
)  # fmt: skip


def find(set_id, actor):
    """A set under a name that the person may open, or a 404."""
    mine = sa.or_(WorkingSet.is_shared, WorkingSet.user_id == actor.id)
    named = (WorkingSet.id == set_id, WorkingSet.chosen_by_id.is_(None), mine)
    return db.one_or_404(db.select(WorkingSet).where(WorkingSet.project_id.in_(project_ids_of(actor)), *named))


def chosen_of(project_id, actor):
    """What the person has chosen in this project, as a set or None."""
    own = (WorkingSet.project_id == project_id, WorkingSet.chosen_by_id == actor.id)
    return db.session.scalar(db.select(WorkingSet).where(*own))


def items_of(working_set):
    return set_item.c.project_id == working_set.project_id, set_item.c.set_id == working_set.id


def ids_in(working_set):
    """What was put into the set, in its order."""
    mine = db.select(set_item.c.material_id).where(*items_of(working_set))
    return list(db.session.scalars(mine.order_by(set_item.c.position)))


def shown_in(working_set):
    """The same without what was thrown away."""
    mine = db.select(set_item.c.material_id).join(Material, Material.id == set_item.c.material_id)
    mine = mine.where(*items_of(working_set), Material.deleted_at.is_(None))
    return list(db.session.scalars(mine.order_by(set_item.c.position)))


def place_of(working_set, material_id):
    mine = db.select(set_item.c.position).where(*items_of(working_set), set_item.c.material_id == material_id)
    return db.session.scalar(mine)


def last_place(working_set):
    """The place of the last; 0 where the set is empty."""
    return db.session.scalar(db.select(db.func.max(set_item.c.position)).where(*items_of(working_set))) or 0


def holding(material):
    """The ids of the sets in which a material is."""
    mine = (set_item.c.project_id == material.project_id, set_item.c.material_id == material.id)
    return set(db.session.scalars(db.select(set_item.c.set_id).where(*mine)))


tally.found_by(
    SETS,
    db.select(WorkingSet.project_id, db.func.count(), WorkingSet.is_shared, WorkingSet.user_id).group_by(
        WorkingSet.project_id, WorkingSet.is_shared, WorkingSet.user_id
    ),
    key=lambda is_shared, user_id: "shared" if is_shared else str(user_id),
)

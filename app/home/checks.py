"""Materials that wait for one person's check."""

from functools import lru_cache

import sqlalchemy as sa

from app.accounts.models import User
from app.accounts.people import name_columns, named
from app.db import rows
from app.materials.models import Material
from app.projects.glance import ASKING
from app.projects.people import InProject
from app.text import words_of
from workflows.materials import MATERIAL, MaterialState

MOST = 10


class ToCheck(InProject):
    """A material sent for checking: its columns, and what guards ask of it then."""

    workflow = MATERIAL
    state = MaterialState.SUBMITTED

    def __init__(self, row):
        self.id, self.project_id, self.version, self.title = row[:4]
        self.collector = named(row[4:])

    def is_collected_by(self, actor):
        return actor.id == self.collector.id


def checks_of(actor, project_ids):
    """Materials sent for checking by others in these projects: any other than the collector may check them."""
    if not project_ids:
        return []
    ids = {f"project_{n}": id for n, id in enumerate(project_ids)}
    return [ToCheck(row) for row in rows(waiting_in(len(project_ids)), actor_id=actor.id, **ids)]


@lru_cache(maxsize=64)
def waiting_in(n_projects):
    """The statement for so many projects; each is read along its index."""
    parts = [submitted(sa.bindparam(f"project_{n}")) for n in range(n_projects)]
    first = sa.union_all(*(sa.select(part.subquery()) for part in parts))
    facts = (Material.id, Material.project_id, Material.version, words_of(Material, "title"))
    query = sa.select(*facts, *name_columns()).join(User, User.id == Material.collector_id)
    return query.where(Material.id.in_(first)).order_by(Material.id).limit(MOST)


def submitted(project_id):
    query = sa.select(Material.id).where(
        Material.project_id == project_id,
        Material.state == MaterialState.SUBMITTED,
        Material.deleted_at.is_(None),
        Material.collector_id != ASKING.id,
    )
    return query.order_by(Material.id).limit(MOST)

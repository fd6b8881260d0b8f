"""Materials that wait for one person: to be checked, or to be seen to because they were returned."""

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


class Waiting(InProject):
    """A material sent for checking or returned: its columns, and what guards ask of the former."""

    workflow = MATERIAL

    def __init__(self, row):
        self.id, self.project_id, self.version, self.state, self.title = row[:5]
        self.collector = named(row[5:])

    def is_collected_by(self, actor):
        return actor.id == self.collector.id


def waiting_for(actor, project_ids):
    """The materials of these projects that the person may check, and those that were returned to them.

    Any other than the collector may check.
    """
    if not project_ids:
        return [], []
    ids = {f"project_{n}": id for n, id in enumerate(project_ids)}
    found = [Waiting(row) for row in rows(waiting_in(len(project_ids)), actor_id=actor.id, **ids)]
    to_check = [one for one in found if one.state is MaterialState.SUBMITTED]
    returned = [one for one in found if one.state is MaterialState.RETURNED]
    return to_check[:MOST], returned[:MOST]


@lru_cache(maxsize=64)
def waiting_in(n_projects):
    """The statement for so many projects; each is read along its index."""
    projects: list[sa.BindParameter] = [sa.bindparam(f"project_{n}") for n in range(n_projects)]
    parts = [part for project in projects for part in (submitted(project), returned(project))]
    first = sa.union_all(*(sa.select(part.subquery()) for part in parts))
    facts = (Material.id, Material.project_id, Material.version, Material.state, words_of(Material, "title"))
    query = sa.select(*facts, *name_columns()).join(User, User.id == Material.collector_id)
    return query.where(Material.id.in_(first)).order_by(Material.id).limit(2 * MOST)


def submitted(project_id):
    return standing(project_id, MaterialState.SUBMITTED, Material.collector_id != ASKING.id)


def returned(project_id):
    return standing(project_id, MaterialState.RETURNED, Material.collector_id == ASKING.id)


def standing(project_id, state, condition):
    ours = (Material.project_id == project_id, Material.state == state, Material.deleted_at.is_(None))
    return sa.select(Material.id).where(*ours, condition).order_by(Material.id).limit(MOST)

"""What a reader of the list asks of materials, as conditions of a statement that is made once for each choice."""

import sqlalchemy as sa

from app.db import rows
from app.finding import found_by
from app.materials.models import Material
from app.materials.sets.models import IS_OPEN, WorkingSet, set_item
from app.materials.subjects.models import about_event, about_person, about_place
from app.newest import ENTRIES, newest
from app.text import SearchEntry

PROJECT = sa.bindparam("project_id", type_=sa.Integer)
#: In the working set, if the reader may open it.
IN_SET = sa.and_(set_item.c.project_id == PROJECT, set_item.c.set_id == sa.bindparam("set"))
IS_OPENED = sa.and_(WorkingSet.id == set_item.c.set_id, IS_OPEN)
#: What each condition asks, by name; its value is given when the statement is run.
ASKED = {
    "state": lambda: Material.state == sa.bindparam("state"),
    "genre": lambda: Material.genre == sa.bindparam("genre"),
    "decade": lambda: Material.decade == sa.bindparam("decade"),
    "undated": lambda: Material.decade.is_(None),
    "collector": lambda: Material.collector_id == sa.bindparam("collector"),
    "rights": lambda: Material.rights_uri == sa.bindparam("rights"),
    "language": lambda: Material.language == sa.bindparam("language"),
    "person": lambda: about(about_person, "person"),
    "event": lambda: about(about_event, "event"),
    "place": lambda: about(about_place, "place"),
    "set": lambda: Material.id.in_(sa.select(set_item.c.material_id).join(WorkingSet, IS_OPENED).where(IN_SET)),
    "reader": sa.true,  # goes with a set, which asks it
    "words": lambda: holding_words(),
    "before": lambda: Material.id < sa.bindparam("before"),
    "after": lambda: set_item.c.position > sa.bindparam("after"),
    "before_entry": lambda: SearchEntry.id < sa.bindparam("before_entry"),
}
#: Conditions on entries, not on materials.
OF_ENTRIES = {"before_entry"}


def all_found(project_id, filters, most):
    """The ids of what a list's filter finds, at most so many, in the order of the list."""
    query = latest(frozenset(filters.values), most, Material.id)
    return [row.id for row in rows(query, project_id=project_id, **filters.values)]


def latest(names, most, *columns):
    """A select of these columns of at most so many of the project's materials that the conditions leave, latest first.

    Those of a set stand in its order, unless words are looked for. A column `place` is added: the condition that
    `page_begins` names goes on behind it.
    """
    if "words" not in names and "set" in names:
        of_set = every(names - {"set"}, *columns, set_item.c.position.label("place"))
        of_set = of_set.join(set_item, sa.and_(set_item.c.material_id == Material.id, IN_SET))
        return of_set.join(WorkingSet, IS_OPENED).order_by(set_item.c.position).limit(most)
    if "words" not in names:
        return every(names, *columns, Material.id.label("place")).order_by(Material.id.desc()).limit(most)
    mine = [SearchEntry.project_id == PROJECT, SearchEntry.subject_type == Material.kind]
    mine += [ASKED[name]() for name in names & OF_ENTRIES]
    others = names - {"words"} - OF_ENTRIES
    # What was thrown away has no entry, so without another condition nothing needs to be asked of each hit.
    among = every(others, Material.id) if others else None
    found = newest(ENTRIES, most, mine=mine, among=among).subquery()
    query = sa.select(*columns, found.c.id.label("place")).join_from(found, Material, Material.id == found.c.key)
    return query.where(Material.deleted_at.is_(None)).order_by(found.c.id.desc())


def every(names, *columns):
    """A select of these columns of all the project's materials that meet the conditions."""
    mine = (Material.project_id == PROJECT, Material.deleted_at.is_(None))
    return sa.select(*columns).where(*mine, *(ASKED[name]() for name in names))


def holding_words():
    mine = (SearchEntry.project_id == PROJECT, SearchEntry.subject_type == Material.kind)
    return Material.id.in_(sa.select(SearchEntry.subject_id).where(*mine, found_by(sa.bindparam("words"))))


def about(table, kind):
    mine = (table.c.project_id == PROJECT, table.c[f"{kind}_id"] == sa.bindparam(kind))
    return Material.id.in_(sa.select(table.c.material_id).where(*mine))


def page_begins(names):
    """The condition under which the next page of what meets these begins."""
    if "words" in names:
        return "before_entry"
    return "after" if "set" in names else "before"

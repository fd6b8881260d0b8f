"""What a reader of the list asks of materials, as conditions of a statement that is made once for each choice."""

import sqlalchemy as sa

from app.db import is_sqlite, rows
from app.finding import FTS, found_by
from app.materials.models import Material
from app.materials.sets.models import IS_OPEN, WorkingSet, set_item
from app.materials.subjects.models import about_event, about_person, about_place
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
    "words": lambda: found_by(sa.bindparam("words")),
    "before": lambda: Material.id < sa.bindparam("before"),
    "after": lambda: set_item.c.position > sa.bindparam("after"),
    "before_entry": lambda: SearchEntry.id < sa.bindparam("before_entry"),
}


def all_found(project_id, filters, most):
    """The ids of what a list's filter finds, at most so many, in the order of the list."""
    query = matches(frozenset(filters.values), Material.id).limit(most)
    return [row.id for row in rows(query, project_id=project_id, **filters.values)]


def matches(names, *columns):
    """A select of these columns of the project's materials that meet the conditions, the latest first; those of a set
    in its order.

    With words it walks what the index finds from its newest end and stops where enough is found.
    """
    query = sa.select(*columns).where(Material.project_id == PROJECT, Material.deleted_at.is_(None))
    if "words" not in names and "set" in names:
        query = query.join(set_item, sa.and_(set_item.c.material_id == Material.id, IN_SET)).join(WorkingSet, IS_OPENED)
        return query.where(*(ASKED[name]() for name in names - {"set"})).order_by(set_item.c.position)
    if "words" not in names:
        return query.where(*(ASKED[name]() for name in names)).order_by(Material.id.desc())
    mine = (SearchEntry.project_id == PROJECT, SearchEntry.subject_type == Material.kind)
    entry = sa.and_(SearchEntry.subject_id == Material.id, *mine)
    query = query.join(SearchEntry, entry).where(*(ASKED[name]() for name in names - {"words"}))
    if not is_sqlite():
        return query.where(found_by(sa.bindparam("words"))).order_by(SearchEntry.id.desc())
    words = sa.literal_column("search_words").op("MATCH")(sa.bindparam("words"))
    return query.join(FTS, FTS.c.rowid == SearchEntry.id).where(words).order_by(FTS.c.rowid.desc())


def about(table, kind):
    mine = (table.c.project_id == PROJECT, table.c[f"{kind}_id"] == sa.bindparam(kind))
    return Material.id.in_(sa.select(table.c.material_id).where(*mine))


def page_begins(names):
    """By which column what meets these conditions is ordered, and the condition under which the next page begins."""
    if "words" in names:
        return SearchEntry.id, "before_entry"
    return (set_item.c.position, "after") if "set" in names else (Material.id, "before")

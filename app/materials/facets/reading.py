"""How many materials each choice leaves, in one statement; nothing is counted beyond the newest thousand.

Of the whole collection the counts are kept (`FacetCount`, and the tally for kinds and states). Of a part of it the
newest matches are counted, and every figure is "at least" when there are more of them.
"""

from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa

from app.db import is_sqlite, rows
from app.materials import queries
from app.materials.facets.models import FacetCount
from app.materials.matching import PROJECT, latest
from app.materials.models import Material
from app.materials.subjects.models import Event, Person, Place, about_event, about_person, about_place
from app.text import SearchEntry, words_of

#: So many of the newest matches are counted at most.
COUNTED = 999
#: Of persons, events and places so many are offered, those with most materials first.
OFFERED = 12
PLAIN = {
    "genre": Material.genre,
    "state": Material.state,
    "decade": Material.decade,
    "collector": Material.collector_id,
    "rights": Material.rights_uri,
    "language": Material.language,
}
NUMBERS = ("decade", "collector")
KEPT = ("decade", "collector", "rights", "language")
SUBJECTS = {"person": (Person, about_person), "event": (Event, about_event), "place": (Place, about_place)}


#: Stands where others have the name of their facet.
HIT = "hit"


class Hit(NamedTuple):
    """The id of a material, the place of its entry among all, and the words of that as typed."""

    id: int
    place: int
    exact: str


class Counts(NamedTuple):
    """What is left: `by_key` is ``{facet: {key: n}}``; `total` None and figures at least so where there is more.

    A key without a figure is one that the newest matches do not have. `names` are those of persons, events and
    places: ``{(facet, key): name}``. `hits` are what was found by words, as `queries.page_of_search` looks at it.
    """

    by_key: dict
    names: dict
    total: int | None
    hits: list

    @property
    def is_exact(self):
        return self.total is not None


def whole(project, counted):
    """The counts of the whole collection; `counted` is `tally.counts` of the project."""
    return in_all(rows(kept(), project_id=project.id), counted)


def in_all(read, counted):
    found: dict[str, dict] = {facet: {} for facet in (*PLAIN, *SUBJECTS)}
    names = {}
    for row in read:
        found[row.facet][row.key] = row.n
        names[row.facet, row.key] = row.title
    total = 0
    for (what, key), n in counted.items():
        if what == "genres" and n:
            genre, _colon, state = key.partition(":")
            total += n
            found["genre"][genre] = found["genre"].get(genre, 0) + n
            found["state"][state] = found["state"].get(state, 0) + n
    return Counts(found, names, total, [])


def narrowed(project, counted, values):
    """The counts of what these conditions leave."""
    read, hits = apart(rows(both(frozenset(values), is_sqlite()), project_id=project.id, **values))
    everything = in_all([row for row in read if row.is_kept], counted)
    found: dict[str, dict] = {facet: {} for facet in everything.by_key}
    names = dict(everything.names)
    for row in (row for row in read if not row.is_kept):
        if row.n:
            found[row.facet][row.key] = row.n
        if row.title:
            names[row.facet, row.key] = row.title
    total = sum(found["state"].values())
    if total <= COUNTED:
        return Counts(found, names, total, hits)
    for facet, keys in everything.by_key.items():
        found[facet] = {**dict.fromkeys(keys), **found[facet]}
    return Counts(found, names, None, hits)


def apart(read):
    """What is counted, and the hits, the latest first."""
    hits = [Hit(int(row.key), row.n, row.title) for row in read if row.facet == HIT]
    return [row for row in read if row.facet != HIT], sorted(hits, key=lambda hit: -hit.place)


@lru_cache(maxsize=1)
def kept():
    """The statement of what is kept of a whole collection."""
    few = sa.select(FacetCount.what.label("facet"), FacetCount.key, FacetCount.n, sa.literal("").label("title"))
    few = few.where(FacetCount.project_id == PROJECT, FacetCount.what.in_(KEPT), FacetCount.n > 0)
    return sa.union_all(few, *(most_kept(facet, model) for facet, (model, _about) in SUBJECTS.items()))


def most_kept(facet, model):
    mine = (FacetCount.project_id == PROJECT, FacetCount.what == facet, FacetCount.n > 0)
    best = sa.select(FacetCount.key, FacetCount.n).where(*mine).order_by(FacetCount.n.desc()).limit(OFFERED).subquery()
    named = sa.select(sa.literal(facet), best.c.key, best.c.n, words_of(model, "name"))
    return named.join(model, model.id == sa.cast(best.c.key, sa.Integer))


@lru_cache(maxsize=256)
def both(names, _on_sqlite):
    """The statement of what is kept of the whole and of what these conditions leave, made once for each choice."""
    parts = ((True, kept().subquery()), (False, left(names).subquery()))
    return sa.union_all(
        *(
            sa.select(sa.literal(is_kept).label("is_kept"), *part.c["facet", "key", "n", "title"])
            for is_kept, part in parts
        )
    )


def left(names):
    """What these conditions leave."""
    columns = [column.label(facet) for facet, column in PLAIN.items()]
    newest = latest(names, COUNTED + 1, Material.id, *columns).cte("newest")
    parts = [plain_part(facet, newest.c[facet]) for facet in PLAIN]
    parts += [subject_part(facet, model, about, newest) for facet, (model, about) in SUBJECTS.items()]
    if "words" in names:
        parts.append(hits_part(newest))
    return sa.union_all(*parts, *(named_part(facet) for facet in SUBJECTS if facet in names))


def hits_part(newest):
    """What the first page of the list looks at, so that words are not looked for twice."""
    facts = (sa.cast(newest.c.id, sa.String).label("key"), newest.c.place, SearchEntry.exact)
    latest_first = sa.select(*facts).join(newest, newest.c.place == SearchEntry.id).order_by(newest.c.place.desc())
    hits = latest_first.limit(queries.LOOKED_AT + 1).subquery()
    return sa.select(sa.literal(HIT), hits.c.key, hits.c.place, hits.c.exact)


def plain_part(facet, column):
    plain = sa.type_coerce(column, sa.Integer if facet in NUMBERS else sa.String)
    key = sa.func.coalesce(sa.cast(plain, sa.String), "")
    nothing = sa.literal("").label("title")
    return sa.select(sa.literal(facet).label("facet"), key.label("key"), sa.func.count().label("n"), nothing).group_by(
        key
    )


def subject_part(facet, model, about, newest):
    own = about.c[f"{facet}_id"]
    of_newest = sa.select(own.label("id"), sa.func.count().label("n")).join(newest, newest.c.id == about.c.material_id)
    best = of_newest.group_by(own).order_by(sa.func.count().desc(), own).limit(OFFERED).subquery()
    named = sa.select(sa.literal(facet), sa.cast(best.c.id, sa.String), best.c.n, words_of(model, "name"))
    return named.join(model, model.id == best.c.id)


def named_part(facet):
    """The name of a chosen person, event or place, also where nothing is left."""
    model, _about = SUBJECTS[facet]
    mine = (model.project_id == PROJECT, model.id == sa.bindparam(facet))
    key = sa.cast(model.id, sa.String)
    return sa.select(sa.literal(facet), key, sa.literal(0), words_of(model, "name")).where(*mine)

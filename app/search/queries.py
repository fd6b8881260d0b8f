"""What the reader may see and the words match. The work is bounded: the latest matches are looked at, not all."""

from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa

from app.db import is_sqlite, rows
from app.finding import asked, exact_first, found_by
from app.kazakh import query_terms
from app.projects.glance import ASKING
from app.projects.queries import project_ids_of
from app.search.snippets import snippet
from app.text import SearchEntry

LOOKED_AT = 200
SHOWN = 50


class Found(NamedTuple):
    """One thing that was found, and the place in its words where the searched ones stand."""

    subject_type: str
    subject_id: int
    project_id: int
    snippet: str


def things_for(actor, typed):
    """At most `SHOWN` things by their kind: `{kind: [Found]}`, exact spellings first, then the latest."""
    groups: dict[str, list[Found]] = {}
    terms = query_terms(typed)
    for entry in exact_first(candidates(actor, typed), typed)[:SHOWN]:
        found = Found(entry.subject_type, entry.subject_id, entry.project_id, snippet(entry, terms))
        groups.setdefault(entry.subject_type, []).append(found)
    return groups


def candidates(actor, typed):
    return rows(latest(is_sqlite()), words=asked(typed), actor_id=actor.id)


@lru_cache(maxsize=2)
def latest(_on_sqlite):
    """The statement, made once for each database, which find words in their own ways."""
    facts = (SearchEntry.subject_type, SearchEntry.subject_id, SearchEntry.project_id)
    seen = SearchEntry.project_id.in_(project_ids_of(ASKING))
    query = sa.select(*facts, SearchEntry.exact, SearchEntry.folded).where(found_by(sa.bindparam("words")), seen)
    return query.order_by(SearchEntry.id.desc()).limit(LOOKED_AT)

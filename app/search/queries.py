"""What the reader may see and the words match. The work is bounded: the latest matches are looked at, not all."""

from typing import NamedTuple

from app.db import db
from app.finding import matching
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


def found_by(actor, typed):
    """At most `SHOWN` things by their kind: `{kind: [Found]}`, exact spellings first, then the latest."""
    groups: dict[str, list[Found]] = {}
    for entry in best(candidates(actor, typed), typed):
        found = Found(entry.subject_type, entry.subject_id, entry.project_id, snippet(entry, typed))
        groups.setdefault(entry.subject_type, []).append(found)
    return groups


def candidates(actor, typed):
    query = (
        db.select(SearchEntry)
        .where(matching(typed), SearchEntry.project_id.in_(project_ids_of(actor)))
        .order_by(SearchEntry.id.desc())
        .limit(LOOKED_AT)
    )
    return db.session.scalars(query).all()


def best(entries, typed):
    """The fold takes қас and кас for one, so what is spelled as it was typed comes first."""
    words = typed.casefold().split()
    return sorted(entries, key=lambda entry: not has_all(entry.exact.casefold(), words))[:SHOWN]


def has_all(text, words):
    return all(word in text for word in words)

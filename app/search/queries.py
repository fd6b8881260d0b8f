"""What the reader may see and the words match. The work is bounded: the latest matches are looked at, not all."""

from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa

from app.db import connection, is_sqlite, rows
from app.files.models import File, Passage, PreviewState
from app.files.types import is_text
from app.finding import asked, exact_first, found_by, marked
from app.kazakh import query_terms
from app.materials.models import Material
from app.projects.glance import ASKING
from app.projects.queries import project_ids_of
from app.search.snippets import beside, snippet
from app.search.titles import KINDS, titles_of
from app.text import SearchEntry, words_of

LOOKED_AT = 200
SHOWN = 50
#: So many files are shown beside the things.
FILES = 20
#: So many passages are looked at for them: a word of a book stands on most of its pages.
PASSAGES = 2_000
#: The words of pages lie outside the table's own blocks, so PostgreSQL takes reading all of them for cheap: it is not.
BY_INDEX = sa.text("SET LOCAL enable_seqscan = off")
#: Of a long paper the words are indexed bit by bit; they are found when all of them are.
IS_LOOKED_INTO = File.preview != PreviewState.WAITING
IS_SEEN = SearchEntry.project_id.in_(project_ids_of(ASKING))


class Found(NamedTuple):
    """One thing that was found, and the place in its other words where the searched ones stand; both as HTML."""

    subject_type: str
    subject_id: int
    project_id: int
    title: str
    snippet: str


def things_for(actor, typed):
    """At most `SHOWN` things by their kind: `{kind: [Found]}`, exact spellings first, then the latest."""
    groups: dict[str, list[Found]] = {}
    terms = query_terms(typed)
    entries = exact_first(candidates(actor, typed), typed)[:SHOWN]
    titles = titles_of(entries)
    for entry in entries:
        title = titles.get((entry.subject_type, entry.subject_id)) or "–"
        thing = (entry.subject_type, entry.subject_id, entry.project_id)
        found = Found(*thing, marked(title, terms), beside(title, entry, terms))
        groups.setdefault(entry.subject_type, []).append(found)
    return groups


def candidates(actor, typed):
    return rows(latest(is_sqlite()), words=asked(typed), actor_id=actor.id)


@lru_cache(maxsize=2)
def latest(_on_sqlite):
    """The statement, made once for each database, which find words in their own ways."""
    facts = (SearchEntry.subject_type, SearchEntry.subject_id, SearchEntry.project_id)
    query = sa.select(*facts, SearchEntry.exact, SearchEntry.folded)
    query = query.where(found_by(sa.bindparam("words")), IS_SEEN, SearchEntry.subject_type.in_(KINDS))
    return query.order_by(SearchEntry.id.desc()).limit(LOOKED_AT)


class Said(NamedTuple):
    """Words that stand in a file: where, and a piece of them. `place` is a second of a recording or a page.

    `title` is that of the material it hangs on, None of another thing.
    """

    file_id: int
    name: str
    title: str | None
    place: int | None
    is_timed: bool
    snippet: str

    @property
    def where(self):
        """The same place as an address names it."""
        return {} if self.place is None else {"t" if self.is_timed else "page": self.place}


def said_for(actor, typed):
    """Of at most `FILES` files the first passages that hold the words, the latest files first."""
    terms = query_terms(typed)
    if not is_sqlite():
        connection().execute(BY_INDEX)
    found = rows(in_files(is_sqlite()), words=asked(typed), actor_id=actor.id)
    return [
        Said(row.file_id, row.name, row.title, row.place, is_text(row.media_type), snippet(row, terms)) for row in found
    ]


@lru_cache(maxsize=2)
def in_files(_on_sqlite):
    """Of each file the first passage among the latest ones; only of those that are shown are the words read."""
    of_passage = sa.and_(SearchEntry.subject_id == Passage.id, SearchEntry.subject_type == Passage.kind)
    facts = (SearchEntry.id, SearchEntry.subject_type, SearchEntry.subject_id, SearchEntry.project_id)
    # By itself, so that PostgreSQL finds the words by their own index and by no other.
    hits = (
        sa.select(*facts).where(found_by(sa.bindparam("words"))).cte().prefix_with("MATERIALIZED", dialect="postgresql")
    )
    latest = sa.select(Passage.file_id, hits.c.id).join_from(hits, Passage, Passage.id == hits.c.subject_id)
    latest = latest.where(hits.c.subject_type == Passage.kind, hits.c.project_id.in_(project_ids_of(ASKING)))
    latest = latest.join(File, File.id == Passage.file_id).where(File.deleted_at.is_(None), IS_LOOKED_INTO)
    found = latest.order_by(hits.c.id.desc()).limit(PASSAGES).subquery()
    last = sa.func.max(found.c.id).label("last")
    firsts = sa.select(found.c.file_id, sa.func.min(found.c.id).label("first"), last)
    of_each = firsts.group_by(found.c.file_id).order_by(last.desc()).limit(FILES).subquery()
    query = sa.select(
        of_each.c.file_id, Passage.place, File.name, File.media_type, SearchEntry.exact, SearchEntry.folded
    )
    query = query.add_columns(words_of(Material, "title").label("title"))
    query = query.join_from(of_each, SearchEntry, SearchEntry.id == of_each.c.first)
    query = query.join(Passage, of_passage).join(File, File.id == of_each.c.file_id)
    hangs_on = sa.and_(File.subject_type == Material.kind, Material.id == File.subject_id)
    return query.outerjoin(Material, hangs_on).order_by(of_each.c.last.desc())

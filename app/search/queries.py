"""What the reader may see and the words match. The work is bounded: the latest matches are looked at, not all."""

from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa

from app.db import is_sqlite, rows
from app.files.models import File, Passage, PreviewState
from app.files.types import is_text
from app.finding import asked, exact_first, marked
from app.kazakh import query_terms
from app.materials.models import Material
from app.newest import ENTRIES, Searched, newest
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
LOOKED_INTO = 2_000
PASSAGES = Searched(Passage, "passage_words", "file_id", near=1_000, far=50_000)
#: Of a long paper the words are indexed bit by bit; they are found when all of them are.
IS_LOOKED_INTO = File.preview != PreviewState.WAITING


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
    hits = newest(ENTRIES, LOOKED_AT, seen=is_seen).subquery()
    facts = (SearchEntry.subject_type, SearchEntry.subject_id, SearchEntry.project_id)
    query = sa.select(*facts, SearchEntry.exact, SearchEntry.folded).join(hits, hits.c.id == SearchEntry.id)
    query = query.where(SearchEntry.subject_type.in_(KINDS))
    return query.order_by(hits.c.id.desc())


def is_seen(project_id):
    """Whether that is one of the person's own projects, which are read once for all hits."""
    own = project_ids_of(ASKING)
    return project_id.in_(own) if is_sqlite() else project_id == sa.any_(sa.func.array(own.scalar_subquery()))


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
    found = rows(in_files(is_sqlite()), words=asked(typed), actor_id=actor.id)
    return [
        Said(row.file_id, row.name, row.title, row.place, is_text(row.media_type), snippet(row, terms)) for row in found
    ]


@lru_cache(maxsize=2)
def in_files(_on_sqlite):
    """Of each file the first passage among the latest ones; only of those that are shown are the words read."""
    whole = sa.select(File.id).where(File.deleted_at.is_(None), IS_LOOKED_INTO)
    hits = newest(PASSAGES, LOOKED_INTO, seen=is_seen, among=whole).subquery()
    last = sa.func.max(hits.c.id).label("last")
    firsts = sa.select(hits.c.key, sa.func.min(hits.c.id).label("first"), last)
    of_each = firsts.group_by(hits.c.key).order_by(last.desc()).limit(FILES).subquery()
    facts = (Passage.file_id, Passage.place, File.name, File.media_type, Passage.exact, Passage.folded)
    query = sa.select(*facts, words_of(Material, "title").label("title"))
    query = query.join_from(of_each, Passage, Passage.id == of_each.c.first).join(File, File.id == Passage.file_id)
    hangs_on = sa.and_(File.subject_type == Material.kind, Material.id == File.subject_id)
    return query.outerjoin(Material, hangs_on).order_by(of_each.c.last.desc())

"""Finding: folded prefixes of every word, exact forms first, bounded work."""

import sqlalchemy as sa

from app.db import db, is_sqlite
from app.kazakh import query_terms
from app.projects.queries import project_ids_of
from app.text import SearchEntry

LOOKED_AT = 200
SHOWN = 50


def found_by(actor, typed):
    """What the person may see and the words match: at most `SHOWN` entries, exact forms first, newest first."""
    terms = query_terms(typed)
    if not terms:
        return []
    query = (
        db.select(SearchEntry)
        .where(matches(terms), SearchEntry.project_id.in_(project_ids_of(actor)))
        .order_by(SearchEntry.id.desc())
        .limit(LOOKED_AT)
    )
    rows = db.session.scalars(query).all()
    words = typed.casefold().split()
    return sorted(rows, key=lambda row: not all(word in row.exact.casefold() for word in words))[:SHOWN]


def matches(terms):
    """All words must be there; each as any of its forms."""
    if is_sqlite():
        words = sa.table("search_words", sa.column("rowid"))
        inside = sa.text("search_words MATCH :match").bindparams(match=fts5(terms))
        return SearchEntry.id.in_(sa.select(words.c.rowid).where(inside))
    vector = sa.func.to_tsvector(sa.literal_column("'simple'"), SearchEntry.folded)
    return vector.op("@@")(sa.func.to_tsquery(sa.literal_column("'simple'"), tsquery(terms)))


def fts5(terms):
    """FTS5's query: every word quoted, as a beginning, since Kazakh grows at the end of its words."""
    return " AND ".join("(" + " OR ".join(f'"{form}"*' for form in term.forms) + ")" for term in terms)


def tsquery(terms):
    """The same for PostgreSQL."""
    return " & ".join("(" + " | ".join(f"'{form}':*" for form in term.forms) + ")" for term in terms)

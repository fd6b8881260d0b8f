"""What the words of a search box match, on either database: whole words, the last one as a beginning."""

import sqlalchemy as sa

from app.db import is_sqlite
from app.kazakh import query_terms
from app.text import SearchEntry

#: More words than this say nothing more about what is looked for.
MOST_TERMS = 12


def matching(query):
    """A condition on `SearchEntry`; a query without a single letter or digit matches nothing."""
    terms = query_terms(query[:400])[-MOST_TERMS:]
    if not terms:
        return sa.false()
    return in_fts(terms) if is_sqlite() else in_tsvector(terms)


def in_fts(terms):
    """Words are letters and digits alone, so quoting them leaves nothing that FTS5 would read as its own."""
    asked = " AND ".join(joined(" OR ", term, '"', "*") for term in terms)
    words = sa.table("search_words", sa.column("rowid"))
    found = sa.select(words.c.rowid).where(sa.literal_column("search_words").op("MATCH")(asked))
    return SearchEntry.id.in_(found)


def in_tsvector(terms):
    asked = " & ".join(joined(" | ", term, "'", ":*") for term in terms)
    vector = sa.func.to_tsvector(sa.literal_column("'simple'"), SearchEntry.folded)
    return vector.op("@@")(sa.func.to_tsquery(sa.literal_column("'simple'"), asked))


def joined(either, term, quote, prefix):
    """The forms of a term in the database's own writing, of which any may match."""
    forms = (f"{quote}{form}{quote}{prefix * term.is_prefix}" for form in term.forms)
    return f"({either.join(forms)})"

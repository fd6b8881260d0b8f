"""What the words of a search box match, on either database: whole words, the last one as a beginning."""

from functools import lru_cache

import sqlalchemy as sa
from markupsafe import Markup, escape

from app.db import is_sqlite, rows
from app.kazakh import WORD, fold, query_terms
from app.newest import ENTRIES, holds_words, newest, words_of
from app.text import SearchEntry

#: More words than this say nothing more about what is looked for.
MOST_TERMS = 12
#: A phrase without a word, which FTS5 finds nowhere.
NOTHING = '"."'
FTS = sa.table("search_words", sa.column("rowid"))


def matching(query):
    """A condition on `SearchEntry`; a query without a single letter or digit matches nothing."""
    return found_by(asked(query))


def newest_of(kinds, project_id, query, most):
    """Pairs of kind and id of at most so many things of these kinds in a project, the newest first."""
    mine = (SearchEntry.project_id == project_id, SearchEntry.subject_type.in_(kinds))
    hits = newest(ENTRIES, most, mine=mine).subquery()
    found = sa.select(SearchEntry.subject_type, hits.c.key).join(hits, hits.c.id == SearchEntry.id)
    return rows(found.order_by(hits.c.id.desc()), words=asked(query))


def asked(query):
    """The words of a query in this database's own writing."""
    terms = query_terms(query[:400])[-MOST_TERMS:]
    return for_fts(terms) if is_sqlite() else for_tsvector(terms)


def found_by(words):
    """The same condition for what `asked` gives, or for its place in a statement that is made once."""
    return in_fts(words) if is_sqlite() else in_tsvector(words)


def exact_first(entries, typed):
    """The fold takes қас and кас for one, so what is spelled as it was typed comes first; each has its `exact` text."""
    words = typed.casefold().split()
    return sorted(entries, key=lambda entry: not has_all(entry.exact.casefold(), words))


def has_all(text, words):
    return all(word in text for word in words)


def for_fts(terms):
    """Words are letters and digits alone, so quoting them leaves nothing that FTS5 would read as its own."""
    return " AND ".join(joined(" OR ", term, '"', "*") for term in terms) or NOTHING


def in_fts(words):
    found = sa.select(FTS.c.rowid).where(sa.literal_column("search_words").op("MATCH")(words))
    return SearchEntry.id.in_(found)


def for_tsvector(terms):
    return " & ".join(joined(" | ", term, "'", ":*") for term in terms)


def in_tsvector(words):
    return holds_words(words_of(SearchEntry), words)


def joined(either, term, quote, prefix):
    """The forms of a term in the database's own writing, of which any may match."""
    forms = (f"{quote}{form}{quote}{prefix * term.is_prefix}" for form in term.forms)
    return f"({either.join(forms)})"


def marked(text, terms):
    """HTML: the text, escaped, with each word that the terms match in a `<mark>`."""
    is_meant = matcher(tuple(terms))
    # Nobody's text holds a NUL, so these places are ours when the whole is escaped at once.
    told = WORD.sub(lambda word: f"\0<{word[0]}\0>" if is_meant(folded(word[0])) else word[0], text.replace("\0", ""))
    return Markup(str(escape(told)).replace("\0&lt;", "<mark>").replace("\0&gt;", "</mark>"))  # nosec B704


#: The same words stand in many of the things that are found.
folded = lru_cache(maxsize=8192)(fold)


@lru_cache(maxsize=256)
def matcher(terms):
    """Whether a folded word is one of those that the terms look for."""
    whole = {form for term in terms if not term.is_prefix for form in term.forms}
    begun = tuple(form for term in terms if term.is_prefix for form in term.forms)
    return lambda word: word in whole or word.startswith(begun)

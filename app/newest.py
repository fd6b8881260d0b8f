"""The newest things that hold the words of a search, at a cost that hardly grows with how many things there are.

SQLite keeps the things of a word in the order of their ids, so they are walked from the newest. PostgreSQL does not:
there a frequent word is found soonest by looking at the newest things one by one, and a rare one by its index. Which
of the two a word is, a sample of all things tells.
"""

from collections.abc import Callable
from typing import NamedTuple

import sqlalchemy as sa

from app.db import is_sqlite
from app.text import SearchEntry

WORDS = sa.bindparam("words", type_=sa.String)


#: So many per cent of a table are looked at to know how frequent a word is; of the newest so many hold a frequent one.
SAMPLE, OFTEN = 0.2, 2


class Searched(NamedTuple):
    """A table of folded words whose things are found, and how far PostgreSQL looks at them one by one.

    `key` names the column by which a caller chooses among them. `near` of the newest are looked at always, and `far`
    more for a frequent word, if as many as are asked for can be hoped for there. Frequent is what the sample has `many`
    times: of some five thousand in all, the index gathers fewer sooner.
    """

    model: type
    fts: str
    key: str
    near: int
    far: int
    many: int = 10

    @property
    def facts(self):
        return self.model.id.label("id"), getattr(self.model, self.key).label("key"), self.model.project_id

    @property
    def is_frequent(self):
        """Asked of a sample from everywhere, since words come with batches of things."""
        sample = self.model.__table__.tablesample(sa.func.system(fixed(SAMPLE)), name="sample")
        hits = sa.select(sample.c.id).where(holds_words(sa.literal_column("sample.words"))).cte("sampled")
        return number_of(hits) >= self.many


ENTRIES = Searched(SearchEntry, "search_words", "subject_id", near=2_000, far=200_000)


class Wanted(NamedTuple):
    """What the hits must meet besides their words, see `newest`."""

    mine: tuple
    seen: Callable | None
    among: sa.Select | None

    def one_by_one(self, hit):
        """The conditions, asked of each hit by itself and in their order, however the database would like to join."""
        if self.among is not None:
            one = self.among.where(self.among.selected_columns[0] == hit.key)
            yield one.with_only_columns(sa.true()).scalar_subquery()
        if self.seen:
            yield self.seen(hit.project_id)

    def at_once(self, hit):
        """The same, joined as the database thinks best."""
        if self.among is not None:
            yield hit.key.in_(self.among)
        if self.seen:
            yield self.seen(hit.project_id)


def newest(searched, most, *, mine=(), seen=None, among=None):
    """A select of ``id, key`` of at most so many things that hold ``:words``, the newest first.

    Their rows meet `mine`, conditions that an index knows. `seen` makes of their ``project_id`` a condition that none
    knows, and `among` selects the ids that their key may be.
    """
    wanted = Wanted(tuple(mine), seen, among)
    return walked(searched, most, wanted) if is_sqlite() else looked_at(searched, most, wanted)


def walked(searched, most, wanted):
    words = sa.table(searched.fts, sa.column("rowid"))
    holds = sa.literal_column(searched.fts).op("MATCH")(WORDS)
    query = sa.select(*searched.facts).join(words, words.c.rowid == searched.model.id)
    hit = query.selected_columns
    query = query.where(holds, *wanted.mine, *wanted.one_by_one(hit)).with_only_columns(hit.id, hit.key)
    return query.order_by(words.c.rowid.desc()).limit(most)


def looked_at(searched, most, wanted):
    """Near the newest end, then farther if that pays, else by the index; a step that is not needed never runs."""
    model, mine = searched.model, wanted.mine
    beyond = sa.select(model.id).where(*mine).order_by(model.id.desc()).offset(fixed(searched.near)).limit(fixed(1))
    edge = sa.select(beyond.cte("edge").c.id).scalar_subquery()

    window = stretch(searched, mine, searched.near)
    first = in_order(window.c, window.c.id, fixed(most), wanted).where(holds_words(window.c.words)).cte("first")
    near = sa.select(window.c.id).where(holds_words(window.c.words)).cte("near")
    missing, is_frequent = fixed(most) - number_of(first), searched.is_frequent

    window = stretch(searched, (*mine, model.id <= edge), searched.far)
    hoped_for = number_of(first).between(most * searched.near // searched.far, most - 1)
    far = in_order(window.c, window.c.id, missing, wanted).where(holds_words(window.c.words), hoped_for, is_frequent)
    parts = [first, far.cte("far")]

    # No index knows this order: else PostgreSQL might look at them one by one again.
    place = (model.id + fixed(0)).label("place")
    gathered = sa.select(*searched.facts, place).where(*mine, place <= edge, holds_words(words_of(model)))
    is_needed = [sum(map(number_of, parts)) < most, edge.is_not(None)]
    if wanted.among is not None:
        # Frequent also near, and yet hardly with what else is asked: that is better begun with.
        is_seldom_meant = is_frequent & (number_of(near) >= searched.near * OFTEN // 100)
        chosen = gathered.where(*wanted.at_once(gathered.selected_columns), *is_needed, is_seldom_meant)
        parts.append(chosen.order_by(place.desc()).limit(missing).cte("chosen"))
        is_needed.append(~is_seldom_meant)
    hits = gathered.order_by(place.desc()).offset(fixed(0)).subquery()
    parts.append(in_order(hits.c, hits.c.place, missing, wanted).where(*is_needed).cte("rest"))

    found = sa.union(*(sa.select(part.c.id, part.c.key) for part in parts)).subquery()
    return sa.select(found).order_by(found.c.id.desc()).limit(fixed(most))


def stretch(searched, conditions, length):
    """So many things as they lie, whatever their words."""
    query = sa.select(*searched.facts, words_of(searched.model).label("words")).where(*conditions)
    return query.order_by(searched.model.id.desc()).limit(fixed(length)).subquery()


def in_order(hit, place, most, wanted):
    return sa.select(hit.id, hit.key).where(*wanted.one_by_one(hit)).order_by(place.desc()).limit(most)


def holds_words(lexemes, words=WORDS):
    return lexemes.op("@@")(sa.func.to_tsquery(fixed("'simple'"), words))


def words_of(model):
    return sa.literal_column(f"{model.__tablename__}.words")


def number_of(hits):
    return sa.select(sa.func.count()).select_from(hits).scalar_subquery()


def fixed(value):
    """A value that is part of the statement, so that it is planned for what it is."""
    return sa.literal_column(str(value))

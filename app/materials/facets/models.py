"""How many materials a project has by each value of a facet that can have very many."""

from functools import lru_cache

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db import db, is_sqlite, short, upsert, write


class FacetCount(db.Model):
    """So many materials have `key` under `facet`; an empty key counts those of which nothing is said.

    A table beside the tally, which pages read whole: a project may know ten thousand persons.
    """

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True)
    facet: Mapped[str] = mapped_column(short(16), primary_key=True)
    key: Mapped[str] = mapped_column(short(200), primary_key=True)
    n: Mapped[int] = mapped_column(default=0)

    __table_args__ = (Index("ix_facet_count_n", "project_id", "facet", "n"),)


def count(project_id, facet, key, by):
    """Add `by` to a count, in the caller's transaction."""
    write(adding(is_sqlite()), project_id=project_id, facet=facet, key=key, n=by)


@lru_cache(maxsize=2)
def adding(_on_sqlite):
    row = upsert(FacetCount)
    keys = ["project_id", "facet", "key"]
    return row.on_conflict_do_update(index_elements=keys, set_={"n": FacetCount.n + row.excluded.n})

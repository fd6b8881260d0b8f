"""Counts that many pages show, changed in the transaction that changes the row they count."""

from functools import lru_cache

from sqlalchemy.orm import Mapped, mapped_column

from app.db import db, is_sqlite, rows, short, upsert, write


class Tally(db.Model):
    """How many things of the kind `what` a project has under `key`."""

    project_id: Mapped[int] = mapped_column(db.ForeignKey("project.id"), primary_key=True)
    what: Mapped[str] = mapped_column(short(32), primary_key=True)
    key: Mapped[str] = mapped_column(short(64), primary_key=True)
    n: Mapped[int] = mapped_column(default=0)


def count(project_id, what, key, by):
    """Add `by` to a count, in the caller's transaction."""
    write(adding(is_sqlite()), project_id=project_id, what=what, key=key, n=by)


@lru_cache(maxsize=2)
def adding(_on_sqlite):
    row = upsert(Tally)
    keys = ["project_id", "what", "key"]
    return row.on_conflict_do_update(index_elements=keys, set_={"n": Tally.n + row.excluded.n})


def counts(project_id):
    """Every count of a project, as ``{(what, key): n}``."""
    return {(what, key): n for what, key, n in rows(COUNTS, project_id=project_id)}


COUNTS = db.select(Tally.what, Tally.key, Tally.n).where(Tally.project_id == db.bindparam("project_id"))


def total(counted, what, keys=None):
    """The sum of a kind of count, over the given keys or all."""
    return sum(n for (kind, key), n in counted.items() if kind == what and (keys is None or key in keys))

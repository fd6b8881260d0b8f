"""Counts that many pages show, changed in the transaction that changes the row they count."""

from sqlalchemy.orm import Mapped, mapped_column

from app.db import db, short, upsert


class Tally(db.Model):
    """How many things of the kind `what` a project has under `key`."""

    project_id: Mapped[int] = mapped_column(db.ForeignKey("project.id"), primary_key=True)
    what: Mapped[str] = mapped_column(short(32), primary_key=True)
    key: Mapped[str] = mapped_column(short(64), primary_key=True)
    n: Mapped[int] = mapped_column(default=0)


def count(project_id, what, key, by):
    """Add `by` to a count, in the caller's transaction."""
    row = upsert(Tally).values(project_id=project_id, what=what, key=key, n=by)
    keys = ["project_id", "what", "key"]
    db.session.execute(row.on_conflict_do_update(index_elements=keys, set_={"n": Tally.n + row.excluded.n}))


def counts(project_id):
    """Every count of a project, as ``{(what, key): n}``."""
    rows = db.session.execute(db.select(Tally.what, Tally.key, Tally.n).where(Tally.project_id == project_id))
    return {(what, key): n for what, key, n in rows}


def total(counted, what, keys=None):
    """The sum of a kind of count, over the given keys or all."""
    return sum(n for (kind, key), n in counted.items() if kind == what and (keys is None or key in keys))

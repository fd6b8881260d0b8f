"""Counts that many pages show, changed in the transaction that changes the row they count."""

from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy.orm import Mapped, mapped_column

from app.db import db, is_sqlite, rows, short, upsert, write


class Counting:
    """How many things of the kind `what` a project has under `key`."""

    project_id: Mapped[int] = mapped_column(db.ForeignKey("project.id"), primary_key=True)
    what: Mapped[str] = mapped_column(short(32), primary_key=True)
    key: Mapped[str] = mapped_column(short(64), primary_key=True)
    n: Mapped[int] = mapped_column(default=0)


class Tally(Counting, db.Model):
    """The few counts of a project that its pages read whole."""


def count(project_id, what, key, by, table=Tally):
    """Add `by` to a count, in the caller's transaction."""
    write(adding(table, is_sqlite()), project_id=project_id, what=what, key=key, n=by)


@lru_cache
def adding(table, _on_sqlite):
    row = upsert(table)
    keys = ["project_id", "what", "key"]
    return row.on_conflict_do_update(index_elements=keys, set_={"n": table.n + row.excluded.n})


def counts(project_id):
    """Every count of a project, as ``{(what, key): n}``."""
    return {(what, key): n for what, key, n in rows(COUNTS, project_id=project_id)}


COUNTS = db.select(Tally.what, Tally.key, Tally.n).where(Tally.project_id == db.bindparam("project_id"))


def total(counted, what, keys=None):
    """The sum of a kind of count, over the given keys or all."""
    return sum(n for (kind, key), n in counted.items() if kind == what and (keys is None or key in keys))


#: How each kind of count is found anew, and what numbers kept in rows must be: features fill them, `verify` compares.
FOUND: dict = {}
COLUMNS: dict = {}


def found_by(what, statement, key=None, table=Tally):
    """The statement gives ``(project's id, n, parts of the key)``; `key(*parts)` makes the key of the parts."""
    FOUND[table, what] = statement, key or joined


def kept_in(column, number):
    """A column that keeps a number, and the correlated scalar which it must equal."""
    COLUMNS[column] = number


def joined(*parts):
    """States and kinds by their names, nothing as 0."""
    return ":".join(getattr(part, "name", None) or str(part or 0) for part in parts)


class Miscount(NamedTuple):
    """A count that differs from what is there."""

    table: type
    project_id: int
    what: str
    key: str
    kept: int
    found: int

    def __str__(self):
        return f"count “{self.what} {self.key}” of project {self.project_id}: kept {self.kept}, found {self.found}"

    def put_right(self):
        count(self.project_id, self.what, self.key, self.found - self.kept, self.table)


class MiscountedColumn(NamedTuple):
    """A number kept in a row that differs from what is there."""

    column: object
    row_id: int
    kept: int
    found: int

    def __str__(self):
        place = f"{self.column.class_.__tablename__} {self.row_id}"
        return f"{self.column.key} of {place}: kept {self.kept}, found {self.found}"

    def put_right(self):
        model = self.column.class_
        db.session.execute(db.update(model).where(model.id == self.row_id).values({self.column: COLUMNS[self.column]}))


def miscounts():
    """Every count that is not what is found."""
    for (table, what), (statement, key) in FOUND.items():
        found: Counter = Counter()
        for project_id, n, *parts in rows(statement):
            found[project_id, key(*parts)] += n
        kept = Counter({(row.project_id, row.key): row.n for row in rows(of_kind(table), what=what)})
        for place in sorted({*found, *kept}):
            if kept[place] != found[place]:
                yield Miscount(table, place[0], what, place[1], kept[place], found[place])
    for column, number in COLUMNS.items():
        for row in rows(db.select(column.class_.id, column, number).where(column != number)):
            yield MiscountedColumn(column, *row)


def of_kind(table):
    return db.select(table.project_id, table.key, table.n).where(table.what == db.bindparam("what"))

"""Whom, what and where the cells of a table name: who is known already, in this spelling or another, and who is new."""

import re
from typing import NamedTuple

from app.db import db
from app.kazakh import fold, tidy
from app.materials.forms import MOST_NAMES
from app.materials.imports.columns import OF_NAMES
from app.materials.naming import MODELS
from app.materials.subjects.names import named
from workflows.sentences import Sentence

SEVERAL = Sentence("Several are called so.")
BREAK = re.compile("[;\n]")
#: A statement names so many at the most: a long table may hold more than a database takes at once.
ASKED_AT_ONCE = 1_000


class Named(NamedTuple):
    """One name of a cell: how the project calls who is meant, and whether the import introduces them."""

    name: str
    is_new: bool


class Names:
    """What the names of a table mean in a project.

    A name in exactly the known spelling is who is known by it. With `are_alike_same` so is one that differs in
    Kazakh letters alone, where only one of the project is called so: the dry run shows it, and a person agrees.
    """

    def __init__(self, project, lines, *, are_alike_same=True):
        self.are_alike_same = are_alike_same
        self.exact: dict = {}
        self.alike: dict = {}
        self.introduced: dict = {field: {} for field in OF_NAMES}
        for field, model in MODELS.items():
            typed = {name for line in lines for name in parts(line.get(field, ""))[:MOST_NAMES]}
            rows = list(known(model, project, sorted(typed)))
            self.exact[field] = {name: thing.title_for_journal for name, thing in rows if name in typed}
            self.alike[field] = {}
            for name, thing in rows:
                self.alike[field].setdefault(fold(name), {})[thing.id] = thing.title_for_journal

    def meant(self, field, text):
        """The names of a cell as `Named`. Raises ValueError where it is unclear who is meant, or there are too many."""
        typed = parts(text)
        if len(typed) > MOST_NAMES:
            raise ValueError(too_many(MOST_NAMES))
        found = [self.one(field, name) for name in typed]
        return list({one.name: one for one in found}.values())

    def one(self, field, name):
        if title := self.exact[field].get(name):
            return Named(title, is_new=False)
        others = self.alike[field].get(fold(name), {}) if self.are_alike_same else {}
        if len(others) > 1:
            raise ValueError(SEVERAL)
        if others:
            return Named(next(iter(others.values())), is_new=False)
        spelling = fold(name) if self.are_alike_same else name
        return Named(self.introduced[field].setdefault(spelling, name), is_new=True)


def known(model, project, names):
    """Pairs of a name, in any spelling of these, and whom the project knows by it; the first of many comes last."""
    for start in range(0, len(names), ASKED_AT_ONCE):
        query = named(model, project, names[start : start + ASKED_AT_ONCE])
        yield from db.session.execute(query.order_by(model.id.desc()))


def parts(text):
    """The names of a cell, each once, between semicolons or on lines of their own."""
    return list(dict.fromkeys(filter(None, map(tidy, BREAK.split(text)))))


def too_many(most):
    return Sentence("At most %(n)d names stand in one cell.", n=most)

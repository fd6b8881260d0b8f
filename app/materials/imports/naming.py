"""Whom, what and where the cells of a table name: who is known already, in this spelling or another, and who is new."""

import re
from typing import NamedTuple

from app.db import db
from app.kazakh import fold, tidy
from app.materials.imports.columns import OF_NAMES
from app.materials.naming import MODELS
from app.materials.subjects.names import named
from workflows.sentences import Sentence

SEVERAL = Sentence("Several are called so.")
BREAK = re.compile("[;\n]")


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
            typed = {name for line in lines for name in parts(line.get(field, ""))}
            rows = db.session.execute(named(model, project, typed).order_by(model.id.desc())).all() if typed else []
            self.exact[field] = {name: thing.title_for_journal for name, thing in rows if name in typed}
            self.alike[field] = {}
            for name, thing in rows:
                self.alike[field].setdefault(fold(name), {})[thing.id] = thing.title_for_journal

    def meant(self, field, text):
        """Each name of a cell as a `Named`. Raises ValueError where nobody can say who is meant."""
        found = [self.one(field, name) for name in parts(text)]
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


def parts(text):
    """The names of a cell, between semicolons or on lines of their own."""
    return list(filter(None, map(tidy, BREAK.split(text))))

"""The dry run: every line of a table against what the project has, without a word written."""

import hashlib
from typing import NamedTuple

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import selectinload

from app.db import db, locked, rows
from app.materials.imports.naming import Names
from app.materials.imports.rows import ADD, Row, key_of, lines_of, row_of
from app.materials.models import Material
from app.materials.named_files.naming import known_names


class Known(NamedTuple):
    """What the lines are held against: who asks, whom the names mean, and the files that materials have or wait for."""

    actor: object
    names: Names
    files: dict = {}


class Tried(NamedTuple):
    """All lines of a table with what each would become."""

    rows: list

    @property
    def ready(self):
        return [row for row in self.rows if row.is_ready]

    @property
    def wrong(self):
        return [row for row in self.rows if row.reasons and row.is_wrong]

    @property
    def idle(self):
        return [row for row in self.rows if row.reasons and not row.is_wrong]

    @property
    def mark(self):
        """A digest of all that would be done: what its reader agrees to."""
        return hashlib.sha256(repr([row.mark for row in self.ready]).encode()).hexdigest()


def try_table(project, facts, columns, *, actor, are_alike_same, holding=False):
    """Try the table that `facts` of a batch hold. Where `holding`, the materials are locked until the commit."""
    trial = Trial(project, facts, columns, actor=actor, are_alike_same=are_alike_same)
    return Tried(trial.rows(0, len(trial.lines), holding=holding))


class Trial:
    """A table as it is tried piece by piece, each against what the project has by then."""

    def __init__(self, project, facts, columns, *, actor, are_alike_same):
        self.project, self.adds = project, facts["mode"] == ADD
        self.lines = list(lines_of(facts["lines"], columns))
        self.known = Known(actor, Names(project, [line.typed for line in self.lines], are_alike_same=are_alike_same))
        self.first: dict = {}
        for line in self.lines:
            self.first.setdefault(self.same(line), line.number)

    def same(self, line):
        """What two lines may not have both."""
        return key_of(line) if self.adds else line.typed.get("accession")

    def rows(self, start, stop, *, holding=False):
        """What the lines at these places would become."""
        lines = self.lines[start:stop]
        if self.adds:
            return list(added(self.project, lines, self.known, self.first))
        return list(updated(self.project, lines, self.known, self.first, holding))


def added(project, lines, known, first_of):
    keys = {line.number: key_of(line) for line in lines}
    before = brought_before(project, keys.values())
    numbers = accessions_here(project, lines)
    for line in lines:
        first = first_of[keys[line.number]]
        if number := line.typed.get("accession"):
            yield wrong(line, of_number(number, numbers))
        elif accession := before.get(keys[line.number]):
            yield idle(line, _("It was brought in before as %(accession)s.", accession=accession))
        elif first != line.number:
            yield idle(line, _("It is the same as line %(n)s.", n=first))
        else:
            yield row_of(line, None, known)


def of_number(number, here):
    if number in here:
        return _("This material is here already. It is changed by a table of changes, not by one of new materials.")
    return _("New materials get their accession numbers here. Leave this cell empty.")


def updated(project, lines, known, first_of, holding):
    materials = by_number(project, lines, holding)
    if any("files" in line.typed for line in lines):
        known = known._replace(files=known_names(project.id, [material.id for material in materials.values()]))
    for line in lines:
        number = line.typed.get("accession")
        first = first_of[number]
        if not number:
            yield wrong(line, _("There is no accession number."))
        elif number not in materials:
            yield wrong(line, _("The project has no material of this number: %(number)s", number=number[:40]))
        elif first != line.number:
            yield wrong(line, _("Its number stands in line %(n)s already.", n=first))
        else:
            yield row_of(line, materials[number], known)


def wrong(line, sentence):
    return Row(line, None, {}, {}, {}, [sentence])


def idle(line, sentence):
    return Row(line, None, {}, {}, {}, [sentence], is_wrong=False)


def here(project):
    return (Material.project_id == project.id, Material.deleted_at.is_(None))


def brought_before(project, keys):
    """The accession numbers of materials that came from the same lines, by the keys of these."""
    query = sa.select(Material.import_key, Material.accession).where(*here(project), Material.import_key.in_(set(keys)))
    return dict(map(tuple, rows(query)))


def accessions_here(project, lines):
    numbers = {line.typed["accession"] for line in lines if "accession" in line.typed}
    query = sa.select(Material.accession).where(*here(project), Material.accession.in_(numbers))
    return {row.accession for row in rows(query)} if numbers else set()


def by_number(project, lines, holding):
    """The materials that the lines name, with all that a change of them asks."""
    numbers = {line.typed["accession"] for line in lines if "accession" in line.typed}
    found = whole(project, Material.accession.in_(numbers), holding=holding)
    return {material.accession: material for material in found}


def whole(project, which, *, holding):
    """Materials with all that a change of them asks; where `holding`, locked until the commit, always in one order."""
    about = [selectinload(way) for way in (Material.persons, Material.events, Material.places)]
    query = db.select(Material).where(*here(project), which).options(*about).order_by(Material.id)
    return list(db.session.scalars(locked(query) if holding else query))

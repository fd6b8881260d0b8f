"""Which of the files that came belong to which materials, looked at before anything is done."""

import hashlib
from collections import Counter
from typing import NamedTuple

from flask_babel import gettext as _

from app.db import db, rows
from app.files.uploads import queries as uploads
from app.materials.models import Material
from app.materials.named_files.models import NamedFile
from app.materials.named_files.naming import file_key, stem_of
from app.projects.people import InProject
from app.text import say, words_of
from workflows.materials import DEEDS

#: So many names that wait for their file are shown.
SHOWN = 100


class Match(NamedTuple):
    """A file that came and the material whose line named it."""

    upload_id: str
    name: str
    material_id: int
    accession: str
    title: str


class Matched(NamedTuple):
    """`sure` can be hung, `unsure` cannot and say why, `strange` are names of files that no line names.

    `missing` are the first names whose file has not come, as rows of ``name, material_id, accession, title``.
    """

    sure: list
    unsure: list
    strange: list
    missing: list
    missing_number: int

    @property
    def pairs(self):
        """What the reader agrees to, as the work is told it."""
        return [[match.upload_id, match.material_id] for match in self.sure]

    @property
    def mark(self):
        return hashlib.sha256(repr(self.pairs).encode()).hexdigest()


def place_of(project):
    """The form that the files are sent to."""
    return f"project:{project.id}:named"


def match(project, actor):
    """Hold the whole files that this person sent here against the names that wait for one."""
    came = [upload for upload in db.session.scalars(uploads.at(place_of(project), actor)) if upload.is_whole]
    keys = {upload.id: file_key(upload.name) for upload in came}
    named = named_by(project, {*keys.values(), *map(stem_of, keys.values())})
    twice = Counter(keys.values())
    sure, unsure, strange = [], [], []
    for upload in came:
        key = keys[upload.id]
        meant = named.get(key) or named.get(stem_of(key), [])
        if not meant:
            strange.append(upload.name)
        elif len(meant) > 1:
            numbers = ", ".join(row.accession for row in meant)
            unsure.append((upload.name, _("Several materials name this file: %(numbers)s", numbers=numbers)))
        elif twice[key] > 1:
            unsure.append((upload.name, _("Several files of this name came. Leave all but one of them out.")))
        else:
            sure.append((upload, meant[0]))
    allowed, refused = part(sure, actor)
    found = {whose(row) for rows_of_key in named.values() for row in rows_of_key}
    first = waiting(project, SHOWN + len(found))
    missing = [row for row in first if whose(row) not in found][:SHOWN]
    return Matched(allowed, unsure + refused, strange, missing, first[0].together - len(found) if first else 0)


def whose(row):
    return row.key, row.material_id


def part(sure, actor):
    """Those whose material may get files now, and the others with the reason."""
    allowed, refused = [], []
    for upload, row in sure:
        if reasons := DEEDS.refusals(Bare(row), "attach", actor=actor):
            refused.append((upload.name, f"{row.accession}: {' '.join(map(say, reasons))}"))
        else:
            allowed.append(Match(upload.id, upload.name, row.material_id, row.accession, row.title))
    return allowed, refused


class Bare(InProject):
    """A material as the rules for its files ask it."""

    def __init__(self, row):
        self.project_id, self.state = row.project_id, row.state


def named_by(project, keys):
    """The rows that wait for one of these names: ``{key: [(key, material_id…)]}``."""
    found: dict[str, list] = {}
    if not keys:
        return found
    for row in rows(names_of(project).where(NamedFile.key.in_(keys)).order_by(Material.id)):
        found.setdefault(row.key, []).append(row)
    return found


def waiting(project, most):
    """The first rows, each with the number of all `together`."""
    together = db.func.count().over().label("together")
    return rows(names_of(project).add_columns(together).order_by(Material.id, NamedFile.key).limit(most))


def names_of(project):
    """Rows of ``key, name, material_id, accession, project_id, state, title``."""
    own = (NamedFile.project_id == project.id, Material.deleted_at.is_(None))
    named = (NamedFile.key, NamedFile.name, Material.id.label("material_id"), Material.accession)
    facts = (*named, Material.project_id, Material.state)
    query = db.select(*facts, words_of(Material, "title").label("title"))
    return query.join(Material, Material.id == NamedFile.material_id).where(*own)


def how_many(project, batch_id=None):
    """So many names wait for their file in the project, or those that one import gave."""
    own = [NamedFile.project_id == project.id, Material.deleted_at.is_(None)]
    own += [NamedFile.batch_id == batch_id] if batch_id else []
    query = db.select(db.func.count()).select_from(NamedFile).join(Material, Material.id == NamedFile.material_id)
    return db.session.scalar(query.where(*own))

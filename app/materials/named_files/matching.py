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
from app.text import say, words_of
from workflows.materials import DEEDS

#: So many names that wait for their file are shown.
SHOWN = 100


class Match(NamedTuple):
    """A file that came and the material whose line named it, or the sentence why it is hung nowhere."""

    upload_id: str
    name: str
    material_id: int
    accession: str
    title: str
    reason: str = ""


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
            sure.append(Match(upload.id, upload.name, *meant[0][2:]))
    allowed, refused = part(sure, actor)
    found = {whose(row) for rows_of_key in named.values() for row in rows_of_key}
    missing = [row for row in waiting(project, SHOWN + len(found)) if whose(row) not in found][:SHOWN]
    return Matched(allowed, unsure + refused, strange, missing, how_many(project) - len(found))


def whose(row):
    return row.key, row.material_id


def part(sure, actor):
    """Those whose material may get files now, and the others with the reason."""
    ids = [match.material_id for match in sure]
    things = {thing.id: thing for thing in db.session.scalars(db.select(Material).where(Material.id.in_(ids)))}
    allowed, refused = [], []
    for one in sure:
        if reasons := DEEDS.refusals(things[one.material_id], "attach", actor=actor):
            refused.append((one.name, f"{one.accession}: {' '.join(map(say, reasons))}"))
        else:
            allowed.append(one)
    return allowed, refused


def named_by(project, keys):
    """The rows that wait for one of these names: ``{key: [(key, material_id…)]}``."""
    found: dict[str, list] = {}
    for row in rows(names_of(project).where(NamedFile.key.in_(keys)).order_by(Material.id)):
        found.setdefault(row.key, []).append(row)
    return found


def waiting(project, most):
    return rows(names_of(project).order_by(Material.id, NamedFile.key).limit(most))


def names_of(project):
    """Rows of ``key, name, material_id, accession, title``."""
    own = (NamedFile.project_id == project.id, Material.deleted_at.is_(None))
    facts = (NamedFile.key, NamedFile.name, Material.id.label("material_id"), Material.accession)
    query = db.select(*facts, words_of(Material, "title").label("title"))
    return query.join(Material, Material.id == NamedFile.material_id).where(*own)


def how_many(project, batch_id=None):
    """So many names wait for their file in the project, or those that one import gave."""
    own = (NamedFile.project_id == project.id, Material.deleted_at.is_(None))
    own += (NamedFile.batch_id == batch_id,) if batch_id else ()
    query = db.select(db.func.count()).select_from(NamedFile).join(Material, Material.id == NamedFile.material_id)
    return db.session.scalar(query.where(*own))

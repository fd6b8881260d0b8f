"""The names of files in the cells of a table, and what is remembered of them until the files come."""

import re

from app.db import db, rows
from app.files.actions import clean_name
from app.files.models import File, FileState
from app.materials.models import Material
from app.materials.named_files.models import NamedFile

BETWEEN = re.compile("[;\n]")
FOLDERS = re.compile(r"[/\\]")


def names_in(cell):
    """The names of a cell, each once and without the folders that stand before it."""
    found = (FOLDERS.split(part)[-1] for part in BETWEEN.split(cell))
    return list({file_key(name): clean_name(name) for name in found if name.strip()}.values())


def file_key(name):
    """Names that differ in capitals, or in how a machine spells й and ё, are one."""
    return clean_name(name).casefold()[:200]


def stem_of(key):
    """The name without its ending, as many a table has it."""
    return key.rpartition(".")[0] or key


def known_names(project_id, material_ids):
    """What materials have or wait for already: ``{material's id: {keys}}``."""
    known: dict[int, set] = {number: set() for number in material_ids}
    waiting = db.select(NamedFile.material_id, NamedFile.key).where(NamedFile.project_id == project_id)
    for row in rows(waiting.where(NamedFile.material_id.in_(material_ids))):
        known[row.material_id].add(row.key)
    hung = (File.subject_type == Material.kind, File.subject_id.in_(material_ids), File.of_id.is_(None))
    for row in rows(db.select(File.subject_id, File.name).where(*hung, *IS_THERE)):
        known[row.subject_id].add(file_key(row.name))
    return known


IS_THERE = (File.state == FileState.STORED, File.deleted_at.is_(None))


def wait_for(material, names, batch_id):
    """Remember the names that its line gave."""
    for name in names:
        named = NamedFile(project_id=material.project_id, key=file_key(name), material_id=material.id, name=name)
        named.batch_id = batch_id
        db.session.add(named)


def forget_batch(batch_id):
    """An import was taken back: what it named is not waited for any more."""
    db.session.execute(db.delete(NamedFile).where(NamedFile.batch_id == batch_id))

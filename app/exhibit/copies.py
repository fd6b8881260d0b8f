"""Copies of published pictures for the public, made by the worker: large enough to read, free of what a camera adds."""

import io

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import aliased

from app.db import begin_write, db, locked, rows
from app.exhibit.shown import HAS_EXHIBIT
from app.files import queries as files
from app.files.actions import new_name
from app.files.models import File, FileRole
from app.files.thumbnails import row_of, shrink
from app.journal.actions import raise_revision
from app.materials.models import Material
from app.projects.models import Project
from workflows.materials import MaterialState

#: The longer edge of the picture that the public sees, in pixels.
EDGE = 2000
#: So many materials are looked after in one go; the next minute takes the rest.
AT_ONCE = 20
Copy = aliased(File)
WANTED = (
    sa.select(Material.id)
    .join(Project, Project.id == Material.project_id)
    .where(Material.copies_wanted, Material.state == MaterialState.PUBLISHED, HAS_EXHIBIT)
    .order_by(Material.id)
    .limit(AT_ONCE)
)


def make_all_public_copies():
    """The copies that are waited for; safe to run twice or in parallel."""
    waiting = [row.id for row in rows(WANTED)]
    db.session.rollback()
    for material_id in waiting:
        make_public_copies(material_id)


def make_public_copies(material_id):
    """Make a copy of each picture of a material that is on show and has none; then nothing is waited for."""
    found = rows(WANTED.where(Material.id == material_id))
    pictures = rows(without_copy(material_id)) if found else []
    db.session.rollback()
    if not found:
        return
    for picture in pictures:
        make_copy(picture.id, picture.stored_name)
    begin_write()
    waited = db.update(Material).where(Material.id == material_id)
    db.session.execute(waited.values(copies_wanted=False).execution_options(synchronize_session=False))
    db.session.commit()


def without_copy(material_id):
    copied = sa.exists().where(Copy.of_id == File.id, Copy.role == FileRole.ACCESS_COPY, Copy.deleted_at.is_(None))
    of_it = (File.subject_type == Material.kind, File.subject_id == material_id, File.of_id.is_(None))
    return (
        files.kept()
        .with_only_columns(File.id, File.stored_name)
        .where(*of_it, File.media_type.startswith("image/"), sa.not_(copied))
        .order_by(File.id)
    )


def make_copy(file_id, stored_name):
    """One copy; a picture that cannot be made larger stays with the small one that it has."""
    storage, copy_name = current_app.extensions["storage"], new_name()
    made = shrink(stored_name, EDGE)
    if made is None:
        return
    storage.write(copy_name, io.BytesIO(made.picture))
    begin_write()
    file = db.session.scalars(locked(db.select(File).where(File.id == file_id))).one()
    is_wanted = file.deleted_at is None and not db.session.scalar(
        sa.select(Copy.id).where(Copy.of_id == file_id, Copy.role == FileRole.ACCESS_COPY).limit(1)
    )
    if is_wanted:
        db.session.add(row_of(file, copy_name, made, FileRole.ACCESS_COPY))
        raise_revision(file.project_id)
    db.session.commit()
    if not is_wanted:
        storage.delete(copy_name)

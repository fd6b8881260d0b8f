"""Copies of published files for the public, made by the worker and free of what a camera or a recorder adds.

Pictures are made large enough to read; sounds and videos are the same sound and picture in a new file.
"""

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import aliased

from app.db import begin_write, db, locked, rows
from app.exhibit.shown import HAS_EXHIBIT
from app.files import queries as files
from app.files.actions import new_name
from app.files.alone import BrokenOff, copy_into
from app.files.models import File, FileRole, PreviewState
from app.files.seeing import Made, shrink
from app.files.thumbnails import row_of
from app.files.types import is_recording
from app.files.zoom.cutting import shrink_parts
from app.journal.actions import raise_revision
from app.materials.models import Material
from app.projects.models import Project
from workflows.materials import MaterialState

#: The longer edge of the picture that the public sees, in pixels.
EDGE = 2000
#: So many materials are looked after in one go; the next minute takes the rest.
AT_ONCE = 20
COPIED = ("image/", "audio/", "video/")
#: The largest recording takes so long.
SECONDS_TO_COPY = 300
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
    """Make a copy of each picture and recording of a material on show that has none; then nothing is waited for."""
    found = rows(WANTED.where(Material.id == material_id))
    files_there = rows(without_copy(material_id)) if found else []
    db.session.rollback()
    if not found:
        return
    try:
        without = [file for file in files_there if not make_copy(file)]
    except BrokenOff:
        return
    if any(map(is_looked_into, without)):
        return  # the copies of the largest pictures are made of their parts, in some minutes
    begin_write()
    waited = db.update(Material).where(Material.id == material_id)
    db.session.execute(waited.values(copies_wanted=False).execution_options(synchronize_session=False))
    db.session.commit()


def without_copy(material_id):
    copied = sa.exists().where(Copy.of_id == File.id, Copy.role == FileRole.ACCESS_COPY, Copy.deleted_at.is_(None))
    of_it = (File.subject_type == Material.kind, File.subject_id == material_id, File.of_id.is_(None))
    return (
        files.kept()
        .with_only_columns(File.id, File.stored_name, File.media_type, File.preview, File.zoom)
        .where(*of_it, sa.or_(*map(File.media_type.startswith, COPIED)), sa.not_(copied))
        .order_by(File.id)
    )


def make_copy(file):
    """One copy; a picture that cannot be made larger stays with the small one, a torn recording with none.

    Tells whether there was anything to keep.
    """
    if is_recording(file.media_type):
        return copy_recording(file)
    made = made_large(file)
    if made:
        keep_copy(file.id, made.stream, made._replace(role=FileRole.ACCESS_COPY))
    return bool(made)


def made_large(file):
    """The picture for the public, out of its parts where it has too many pixels to be read at once; None without."""
    seen = shrink(file.stored_name, EDGE)
    if seen and not seen.made:
        seen = shrink_parts(file.id, EDGE)
    return next(iter(seen.made), None) if seen else None


def is_looked_into(file):
    """Whether the worker has still to see a picture, or to cut one that is too large to be shrunk at once."""
    is_being_cut = file.zoom is PreviewState.WAITING and file.preview is PreviewState.NONE
    return is_being_cut or (file.preview is PreviewState.WAITING and file.media_type.startswith("image/"))


def copy_recording(file):
    with current_app.extensions["storage"].scratch() as copy:
        if not copy_into(copy, file.stored_name, "bare.py", file.media_type, seconds=SECONDS_TO_COPY):
            return False
        size = copy.seek(0, 2)
        copy.seek(0)
        keep_copy(file.id, copy, Made(FileRole.ACCESS_COPY, file.media_type, size))
        return True


def keep_copy(file_id, stream, made):
    """Keep the bytes and their row, unless another was quicker or the file has not stayed."""
    storage, copy_name = current_app.extensions["storage"], new_name()
    storage.write(copy_name, stream)
    begin_write()
    file = db.session.scalars(locked(db.select(File).where(File.id == file_id))).one()
    is_wanted = file.deleted_at is None and not db.session.scalar(
        sa.select(Copy.id).where(Copy.of_id == file_id, Copy.role == FileRole.ACCESS_COPY).limit(1)
    )
    if is_wanted:
        db.session.add(row_of(file, copy_name, made))
        raise_revision(file.project_id)
    db.session.commit()
    if not is_wanted:
        storage.delete(copy_name)

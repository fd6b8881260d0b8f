"""The files that the public is served: copies made of the originals, never the originals."""

import sqlalchemy as sa
from flask import abort
from sqlalchemy.orm import aliased

from app.db import db, rows
from app.exhibit.shown import IS_SHOWN, PROJECT, today
from app.files.models import File, FileRole, FileState
from app.materials.models import Material

Original = aliased(File)
#: A file goes with its material unless it was closed by itself.
OPEN = ("inherit", "public")
IS_OPEN = sa.and_(
    File.state == FileState.STORED,
    File.deleted_at.is_(None),
    Original.deleted_at.is_(None),
    Original.access.in_(OPEN),
    Original.subject_type == Material.kind,
)
MADE_OF = sa.join(File, Original, Original.id == File.of_id)


COPIES = (
    sa.select(Original.subject_id, File.of_id, File.role, File.media_type, File.stored_name)
    .select_from(MADE_OF)
    .where(IS_OPEN, Original.subject_id.in_(sa.bindparam("material_ids", expanding=True)))
    .where(Original.project_id == PROJECT)
    .order_by(File.of_id, File.role)
)


def copies_of(exhibition, material_ids):
    """The copies of the files of these materials, which are on show, in the order they came."""
    return rows(COPIES, material_ids=material_ids, project_id=exhibition.id) if material_ids else []


def pictures_of(exhibition, materials):
    """The first picture of each of these materials: ``{material's id: original's id}``."""
    found: dict = {}
    for row in copies_of(exhibition, [material.id for material in materials]):
        if row.role is FileRole.THUMBNAIL:
            found.setdefault(row.subject_id, row.of_id)
    return found


def of_material(exhibition, material_id):
    """The ids of the originals of which the public has a picture, in the order they came."""
    return list(dict.fromkeys(row.of_id for row in copies_of(exhibition, [material_id])))


COPY = (
    sa.select(File)
    .select_from(MADE_OF)
    .where(IS_OPEN, File.of_id == sa.bindparam("file_id"))
    .where(Original.subject_id.in_(sa.select(Material.id).where(Material.project_id == PROJECT, IS_SHOWN)))
)


def copy_of(exhibition, file_id, *roles):
    """The copy of a file of a material on show, in the first of these roles that there is, or a 404."""
    found = {file.role: file for file in db.session.scalars(COPY, today(exhibition) | {"file_id": file_id})}
    return next((found[role] for role in roles if role in found), None) or abort(404)

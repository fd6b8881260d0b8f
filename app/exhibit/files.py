"""The files that the public is served: copies made of the originals, never the originals."""

from typing import NamedTuple

import sqlalchemy as sa
from flask import abort
from sqlalchemy.orm import aliased

from app.db import db, rows
from app.exhibit.shown import IS_HEARD, IS_READ, IS_SHOWN, IS_WATCHED, PROJECT, today
from app.files.models import File, FileRole, FileState
from app.files.pages import opened
from app.files.paper import Paper
from app.files.types import TYPES, is_paper, is_recording
from app.files.waveform import outline
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
#: What is made of a recording or a paper needs the consent of those in it to that, whatever kind the material is of.
IS_AGREED = sa.case(
    (Original.media_type.startswith("audio/"), IS_HEARD),
    (Original.media_type.startswith("video/"), IS_WATCHED),
    (Original.media_type == TYPES["pdf"], IS_READ),
    else_=sa.true(),
)
MADE_OF = sa.join(File, Original, Original.id == File.of_id).join(Material, Material.id == Original.subject_id)
PUBLIC = (FileRole.THUMBNAIL, FileRole.ACCESS_COPY, FileRole.WAVEFORM, FileRole.PAGES, FileRole.TILES)
IS_PICTURE = File.media_type.startswith("image/")

COPIES = (
    sa.select(Original.subject_id, File.of_id, File.role, File.media_type, File.stored_name)
    .add_columns(Original.media_type.label("type"), Original.duration, Original.width, Original.height)
    .add_columns(File.width.label("cut_width"), File.height.label("cut_height"), File.facts.label("cut"))
    .select_from(MADE_OF)
    .where(IS_OPEN, IS_AGREED, File.role.in_(PUBLIC))
    .where(Original.subject_id.in_(sa.bindparam("material_ids", expanding=True)), Original.project_id == PROJECT)
    .order_by(File.of_id, File.role)
)


class Recording(NamedTuple):
    """A sound or video for everybody, by the id of its original, and the outline of its waveform."""

    id: int
    media_type: str
    seconds: int | None
    size: tuple
    waveform: tuple | None
    has_picture: bool


class PublicPaper(NamedTuple):
    """A PDF for everybody, by the id of its original: number, width and height of each page that can be shown."""

    id: int
    pages: list


def copies_of(exhibition, material_ids):
    """What was made of the files of these materials, which are on show, in the order they came."""
    return rows(COPIES, material_ids=material_ids, **today(exhibition)) if material_ids else []


def made_of(exhibition, material_ids):
    """The same by the original: ``{its id: {role: row}}``."""
    found: dict = {}
    for row in copies_of(exhibition, material_ids):
        found.setdefault(row.of_id, {})[row.role] = row
    return found


def pictures_of(exhibition, materials):
    """The first picture of each of these materials: ``{material's id: original's id}``."""
    found: dict = {}
    for row in copies_of(exhibition, [material.id for material in materials]):
        if row.role is FileRole.THUMBNAIL and (row.type.startswith("image/") or is_paper(row.type)):
            found.setdefault(row.subject_id, row.of_id)
    return found


def of_material(exhibition, material_id):
    """What the public has of it, in the order it came: the ids of the pictures' originals, those of them that are cut
    into parts, recordings, and papers.
    """
    found = made_of(exhibition, [material_id])
    pictures = [id for id, made in found.items() if is_picture(made)]
    cut = {id for id in pictures if FileRole.TILES in found[id]}
    recordings = [recording(made) for made in found.values() if is_copied_recording(made)]
    return pictures, cut, recordings, [paper(made) for made in found.values() if FileRole.PAGES in made]


def is_picture(made):
    return next(iter(made.values())).type.startswith("image/")


def paper(made):
    row = made[FileRole.PAGES]
    with opened(row) as kept, Paper(kept) as pages:
        sizes = ((number, pages.size(number)) for number in range(1, pages.shown + 1))
        return PublicPaper(row.of_id, [(number, *size) for number, size in sizes if size])


def is_copied_recording(made):
    return FileRole.ACCESS_COPY in made and is_recording(made[FileRole.ACCESS_COPY].media_type)


def recording(made):
    copy = made[FileRole.ACCESS_COPY]
    size, has_picture = (copy.width, copy.height), FileRole.THUMBNAIL in made
    return Recording(
        copy.of_id, copy.media_type, copy.duration, size, outline(made.get(FileRole.WAVEFORM)), has_picture
    )


COPY = (
    sa.select(File)
    .select_from(MADE_OF)
    .where(IS_OPEN, IS_AGREED, File.of_id == sa.bindparam("file_id"), Material.project_id == PROJECT, IS_SHOWN)
)
PARTS = COPY.where(File.role == FileRole.TILES)
PICTURE, OTHER = COPY.where(IS_PICTURE), COPY.where(sa.not_(IS_PICTURE))


def picture_of(exhibition, file_id, *roles):
    """The picture of a file of a material on show, in the first of these roles that there is, or a 404."""
    return first_of(PICTURE, exhibition, file_id, roles)


def parts_of(exhibition, file_id):
    """The pack of the parts of a picture of a material on show, or a 404."""
    return first_of(PARTS, exhibition, file_id, [FileRole.TILES])


def recording_of(exhibition, file_id):
    """The copy of a sound or video of a material on show, or a 404."""
    return first_of(OTHER, exhibition, file_id, [FileRole.ACCESS_COPY])


def pages_of(exhibition, file_id):
    """The pages of a PDF of a material on show, or a 404."""
    return first_of(OTHER, exhibition, file_id, [FileRole.PAGES])


def first_of(statement, exhibition, file_id, roles):
    found = {file.role: file for file in db.session.scalars(statement, today(exhibition) | {"file_id": file_id})}
    return next((found[role] for role in roles if role in found), None) or abort(404)

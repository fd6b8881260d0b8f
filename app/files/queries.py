"""Files as they are found: through the thing they hang on, every time."""

from app.db import db, rows
from app.files.models import File, FileRole, FileState
from app.files.parents import readable_by


def visible_to(actor):
    return kept().where(readable_by(actor))


def kept():
    return db.select(File).where(File.state == FileState.STORED, File.deleted_at.is_(None))


def find(file_id, actor):
    """The file, or the 404 of one that never was."""
    return db.one_or_404(visible_to(actor).where(File.id == file_id))


def made_of(file, role):
    """What was made of a file in this role (small picture, pages, parts), or a 404 while there is none."""
    return db.first_or_404(kept().where(File.of_id == file.id, File.role == role))


def around(file):
    """What was made of a file, by its role (small picture, waveform); and the transcripts that write it down."""
    about = db.or_(File.of_id == file.id, File.recording_id == file.id)
    found = db.session.scalars(kept().where(about).order_by(File.role, File.id)).all()
    return {row.role: row for row in found if row.of_id}, [row for row in found if not row.of_id]


def of(subject):
    """What people attached to a thing, in the order it came."""
    return (
        kept()
        .where(File.subject_type == subject.kind, File.subject_id == subject.id)
        .where(File.of_id.is_(None))
        .order_by(File.id)
    )


def pictured(kind, ids):
    """For things of a kind, the id of the first file of each that has a small picture: ``{thing's id: file's id}``."""
    return {row.subject_id: row.first for row in rows(PICTURED, kind=kind, ids=ids)}


PICTURED = (
    db.select(File.subject_id, db.func.min(File.of_id).label("first"))
    .where(File.subject_type == db.bindparam("kind"), File.subject_id.in_(db.bindparam("ids", expanding=True)))
    .where(File.role == FileRole.THUMBNAIL, File.deleted_at.is_(None))
    .group_by(File.subject_id)
)


def same_bytes(file):
    """Other files of the project with the same checksum."""
    return (
        kept()
        .where(File.project_id == file.project_id, File.sha256 == file.sha256, File.id != file.id)
        .order_by(File.id)
    )


def copies_of(file_ids):
    """Of these files, those that the project has already, by checksum: pairs of file and the earlier one."""
    files = db.session.scalars(kept().where(File.id.in_(file_ids)))
    pairs = ((file, db.session.scalar(same_bytes(file).limit(1))) for file in files)
    return [(file, other) for file, other in pairs if other and other.id < file.id]

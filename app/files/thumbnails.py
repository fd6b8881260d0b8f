"""What is made of files that people brought, small pictures above all: by the worker, from rows that wait for it."""

from datetime import timedelta

from flask import current_app

from app import clock
from app.db import begin_write, db, locked
from app.files.actions import new_name
from app.files.alone import BrokenOff
from app.files.doubles.finding import pair_alike
from app.files.models import File, FileState, PreviewState
from app.files.paper import PACKED
from app.files.passages import forget, make_findable
from app.files.seeing import EDGE, PEAKS, PICTURE, see
from app.jobs.queue import call
from app.journal.actions import raise_revision

#: After this long the rest waits for the next tick, so that the tick's other work is not kept waiting.
ENOUGH = timedelta(seconds=30)
#: So many passages are indexed in one transaction.
AT_ONCE = 20
EXTENSIONS = {PICTURE: "webp", PEAKS: "peaks", PACKED: "pages"}


def make_thumbnails(limit=20):
    """Look into the files that wait for it; safe to run twice or in parallel. Tells how many files it looked at."""
    ids = db.session.scalars(waiting().with_only_columns(File.id).order_by(File.id).limit(limit)).all()
    began = clock.now()
    for looked_at, file_id in enumerate(ids):
        if clock.now() - began > ENOUGH:
            return looked_at
        make_thumbnail(file_id)
    return len(ids)


def waiting():
    """The files that are still to be looked into."""
    return db.select(File).where(
        File.preview == PreviewState.WAITING, File.state == FileState.STORED, File.deleted_at.is_(None)
    )


def make_thumbnail(file_id):
    """Look into one file, unless that has been done or the file has not stayed."""
    storage = current_app.extensions["storage"]
    file = db.session.scalar(waiting().where(File.id == file_id))
    db.session.rollback()
    if file is None:
        return
    with storage.scratch() as scratch:
        try:
            seen = see(file, scratch)
        except BrokenOff:
            return
        names = [new_name() for _made in seen.made]
        for name, made in zip(names, seen.made, strict=True):
            storage.write(name, made.stream)
    ahead = index_ahead(file_id, seen.passages)
    if not keep(file_id, seen, names, ahead):
        for name in names:
            storage.delete(name)


def parts(passages):
    """The passages in parts of which each is indexed in one transaction; at least one, which may be empty."""
    return [passages[start : start + AT_ONCE] for start in range(0, len(passages), AT_ONCE)] or [[]]


def index_ahead(file_id, passages):
    """Index all but the last words of a long paper in short transactions: others must not wait for a whole book.

    Nobody finds them before `keep`, which also removes what another worker, or one that was killed, has left behind.
    Gives the ids of the passages.
    """
    ahead: list[int] = []
    for part in parts(passages)[:-1]:
        begin_write()
        file = db.session.scalar(locked(waiting().where(File.id == file_id)))
        if file is None:
            db.session.rollback()
            break
        ahead += make_findable(file, part)
        db.session.commit()
    return ahead


def keep(file_id, seen, names, ahead):
    """Write down how it ended. Tells whether what was made is in use: another worker may have been quicker."""
    begin_write()
    file = db.session.scalars(locked(db.select(File).where(File.id == file_id))).one()
    is_ours = file.preview is PreviewState.WAITING and file.deleted_at is None
    if is_ours:
        file.preview = PreviewState.MADE if seen.has_picture else PreviewState.NONE
        write_down(file, seen.found)
        ask_for_parts(file)
        db.session.add_all(row_of(file, *made) for made in zip(names, seen.made, strict=True))
        forget(file, but=ahead + make_findable(file, parts(seen.passages)[-1]))
        raise_revision(file.project_id)
        pair_alike(file)
    db.session.commit()
    return is_ours


def write_down(file, found):
    for column, fact in found.items():
        setattr(file, column, file.facts | fact if column == "facts" else fact)


def ask_for_parts(file):
    """Have a picture cut that is larger than its small one."""
    if file.media_type.startswith("image/") and max(file.width or 0, file.height or 0) > EDGE:
        file.zoom = PreviewState.WAITING
        call("cut_pictures")


def row_of(file, stored_name, made):
    """The row of something made of a file."""
    return File(
        project_id=file.project_id,
        subject_type=file.subject_type,
        subject_id=file.subject_id,
        role=made.role,
        of_id=file.id,
        name=f"{file.name}.{EXTENSIONS.get(made.media_type, 'copy')}"[-200:],
        stored_name=stored_name,
        size=made.size,
        media_type=made.media_type,
        state=FileState.STORED,
        preview=PreviewState.NONE,
        created_at=clock.now(),
    )

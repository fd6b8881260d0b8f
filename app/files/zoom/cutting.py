"""Pictures cut into parts by the worker, one at a time, from rows that wait for it."""

import io
from threading import Lock

from flask import current_app

from app import clock
from app.db import begin_write, db, locked, one_row
from app.files.actions import new_name
from app.files.alone import BrokenOff, copy_into
from app.files.doubles.finding import pair_alike
from app.files.models import File, FileRole, FileState, PreviewState
from app.files.seeing import EDGE as SMALL
from app.files.seeing import Made, shrink_open
from app.files.thumbnails import ENOUGH, row_of
from app.files.zoom.grid import EDGE, WHOLE
from app.files.zoom.packs import grid_of, largest_piece
from app.journal.actions import raise_revision

#: Of a pack, which people never see by itself.
NAME, PARTS = "parts", "application/octet-stream"
#: The largest picture takes some ten seconds on a machine of its own.
SECONDS = 120
#: So many bytes may a picture take while it is read; larger ones are read in strips where their kind allows it.
ROOM = 285_000_000
#: Cutting takes memory: a worker cuts one picture at a time, whatever else it does.
TURN = Lock()
WAITING = (
    db.select(File.id, File.stored_name, File.preview)
    .where(File.zoom == PreviewState.WAITING, File.state == FileState.STORED, File.deleted_at.is_(None))
    .order_by(File.id)
    .limit(1)
)

PACK = db.select(File.stored_name).where(
    File.of_id == db.bindparam("file_id"), File.role == FileRole.TILES, File.deleted_at.is_(None)
)


def cut_pictures():
    """Cut what waits for it until none does, or long enough; safe to run twice or in parallel."""
    if not TURN.acquire(blocking=False):
        return
    try:
        began = clock.now()
        while cut_next() and clock.now() - began < ENOUGH:
            pass
    finally:
        TURN.release()


def cut_next(edge=EDGE, whole=WHOLE):
    """Cut the first picture that waits; tells whether there was one, and its turn is over."""
    file = one_row(WAITING)
    db.session.rollback()
    if file is None:
        return False
    storage = current_app.extensions["storage"]
    with storage.scratch() as pack:
        try:
            is_cut = copy_into(pack, file.stored_name, "zoom/cut", edge, whole, ROOM, seconds=SECONDS)
            seen = made_of_piece(pack) if is_cut and file.preview is not PreviewState.MADE else None
        except BrokenOff:
            return False
        finish(file.id, pack if is_cut else None, seen)
    return True


def shrink_parts(file_id, edge):
    """A picture of this edge out of the parts that are kept of a file; None where there are none."""
    pack = db.session.scalar(PACK, {"file_id": file_id})
    db.session.rollback()
    if pack is None:
        return None
    with current_app.extensions["storage"].open(pack) as opened:
        return made_of_piece(opened, edge)


def made_of_piece(pack, edge=SMALL):
    """What `shrink` makes, of what had too many pixels for it, out of the largest piece in an open pack."""
    with current_app.extensions["storage"].scratch() as piece:
        piece.write(largest_piece(pack))
        piece.seek(0)
        return shrink_open(piece, edge)


def finish(file_id, pack, seen):
    """Keep what was made, and write down how it ended, unless another worker was quicker or the file has gone."""
    made = [kept_pack(pack)] if pack else []
    made += [(one, one.stream, {}) for one in (seen.made if seen else ())]
    storage, names = current_app.extensions["storage"], [new_name() for _one in made]
    for name, (_one, stream, _facts) in zip(names, made, strict=True):
        storage.write(name, stream)
    begin_write()
    file = db.session.scalars(locked(db.select(File).where(File.id == file_id))).one()
    is_ours = file.zoom is PreviewState.WAITING and file.deleted_at is None
    if is_ours:
        file.zoom = PreviewState.MADE if pack else PreviewState.NONE
        db.session.add_all(row(file, name, one, facts) for name, (one, _s, facts) in zip(names, made, strict=True))
        raise_revision(file.project_id)
        if seen and seen.made:
            file.preview, file.likeness = PreviewState.MADE, seen.found["likeness"]
            pair_alike(file)
    db.session.commit()
    if not is_ours:
        for name in names:
            storage.delete(name)


def kept_pack(pack):
    """The pack from its beginning, as something made, with what its row says of it."""
    grid = grid_of(pack)
    size = pack.seek(0, io.SEEK_END)
    pack.seek(0)
    cut = {"edge": grid.edge, "whole": grid.whole}
    facts = {"name": NAME, "width": grid.width, "height": grid.height, "likeness": "", "facts": cut}
    return Made(FileRole.TILES, PARTS, size), pack, facts


def row(file, name, made, facts):
    made_row = row_of(file, name, made)
    for column, fact in facts.items():
        setattr(made_row, column, fact)
    return made_row

"""Pictures from before likeness was looked at: compared by the worker, some each minute."""

from app import clock
from app.db import begin_write, db, locked, rows
from app.files.alone import BrokenOff
from app.files.doubles.finding import pair_alike
from app.files.models import File
from app.files.seeing import shrink
from app.files.thumbnails import ENOUGH
from app.journal.actions import raise_revision

AT_ONCE = 20
#: Only what has a small picture has a width; an index holds exactly these.
NOT_COMPARED = db.select(File.id, File.stored_name).where(File.width.is_not(None), File.likeness.is_(None))


def compare_older():
    found = rows(NOT_COMPARED.order_by(File.id).limit(AT_ONCE))
    db.session.rollback()
    began = clock.now()
    for row in found:
        if clock.now() - began > ENOUGH:
            return
        compare(row.id, row.stored_name)


def compare(file_id, stored_name):
    try:
        seen = shrink(stored_name)
    except BrokenOff:
        return
    begin_write()
    file = db.session.scalar(locked(db.select(File).where(File.id == file_id)))
    if file is None:  # it went meanwhile
        return
    raise_revision(file.project_id)
    file.likeness = seen.found["likeness"] if seen else ""
    pair_alike(file)
    db.session.commit()

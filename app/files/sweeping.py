"""Files that nobody will ever read again: their rows go first, and only after that commit their bytes."""

from datetime import timedelta

from flask import current_app

from app import clock
from app.db import begin_write, db, locked
from app.files.models import File, FileState
from app.files.room import give_back, is_counted

#: Longer than any upload or any work on a file takes.
ABANDONED_AFTER = timedelta(hours=24)
MINUTE = timedelta(minutes=1)


def sweep_pending():
    """Uploads that were begun and never attached to anything."""
    too_old = clock.now() - ABANDONED_AFTER
    remove(File.state == FileState.PENDING, File.created_at < too_old)


def remove(*which):
    """Remove the files that meet all of these conditions, for good."""
    begin_write()
    files = db.session.scalars(locked(db.select(File).where(*which))).all()
    names = [file.stored_name for file in files]
    for file in files:
        db.session.delete(file)
    give_back((file.project_id, file.size) for file in files if is_counted(file))
    db.session.commit()
    for name in names:
        current_app.extensions["storage"].delete(name)


def sweep_strays():
    """Bytes without a row, left by a crash between the two. Each minute looks at one of the storage's 256 parts."""
    current_app.extensions["storage"].forget_broken_off(clock.now() - ABANDONED_AFTER)
    part = int(clock.now().timestamp() // MINUTE.total_seconds()) % 256
    sweep_part(f"{part:02x}")


def sweep_part(part):
    storage = current_app.extensions["storage"]
    old = set(storage.older_than(clock.now() - ABANDONED_AFTER, part=part))
    known = db.session.scalars(db.select(File.stored_name).where(File.stored_name.in_(old))) if old else ()
    for name in old - set(known):
        storage.delete(name)

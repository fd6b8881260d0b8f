"""What the tick throws away of files: those whose form was never carried out to its end."""

from datetime import timedelta

from flask import current_app

from app import clock
from app.db import begin_write, db, locked
from app.files.models import File, FileState

#: Longer than the longest upload on the slowest line.
PENDING_KEPT = timedelta(days=1)
AT_ONCE = 100


def sweep():
    """Take away pending rows that nothing attached, and then their bytes: never a row without its bytes."""
    begin_write()
    left_over = db.session.scalars(locked(forgotten(clock.now() - PENDING_KEPT))).all()
    names = [file.stored_name for file in left_over]
    for file in left_over:
        db.session.delete(file)
    db.session.commit()
    for name in names:
        current_app.extensions["storage"].delete(name)


def forgotten(before):
    pending = db.select(File).where(File.state == FileState.PENDING, File.created_at < before)
    return pending.order_by(File.id).limit(AT_ONCE)

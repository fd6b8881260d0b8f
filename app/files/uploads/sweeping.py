"""Uploads that nobody went on with: their rows go first, and only after that commit their bytes."""

from flask import current_app

from app import clock
from app.db import begin_write, db
from app.files.uploads.dropping import drop
from app.files.uploads.models import Upload


def sweep_uploads():
    """Each minute: what ran out, and bytes whose upload was taken or called off."""
    begin_write()
    drop(Upload.expires_at < clock.now())
    db.session.commit()
    storage = current_app.extensions["storage"]
    # A row is there before its first byte, so bytes without a row never wait for one.
    here = set(storage.all_growing())
    known = set(db.session.scalars(db.select(Upload.id).where(Upload.id.in_(here)))) if here else set()
    for name in here - known:
        storage.growing(name).delete()

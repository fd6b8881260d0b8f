"""Uploads as they are found: only by who began them."""

from app.db import db
from app.files.uploads.models import Upload


def of_actor(actor):
    """Nobody else's, whatever their role; those that wait for a form as well as those that are still coming."""
    return db.select(Upload).where(Upload.user_id == actor.id)


def find(upload_id, actor):
    """The upload, or the 404 of one that never was."""
    return db.one_or_404(of_actor(actor).where(Upload.id == upload_id))


def at(place, actor):
    """What this person has begun on the form of `place`, in the order they began."""
    return of_actor(actor).where(Upload.place == place).order_by(Upload.created_at, Upload.id)

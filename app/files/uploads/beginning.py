"""Begin an upload that comes in parts, and call it off."""

from datetime import timedelta

from flask import current_app

from app import clock
from app.db import db
from app.files.actions import clean_name, new_name
from app.files.room import set_aside
from app.files.types import LARGEST_IN_PARTS, WrongFile, check_size, extension_of
from app.files.uploads.dropping import drop
from app.files.uploads.growing import place_of
from app.files.uploads.models import Upload
from app.files.uploads.places import thing_of
from app.files.uploads.queries import of_actor
from app.kazakh import tidy
from workflows.sentences import Sentence

#: A week after the last part came, so that what was begun on Friday goes on on Monday.
KEPT = timedelta(days=7)
#: What one person may have on its way: a folder of scans, a few long films.
MOST_AT_ONCE, MOST_BYTES = 500, 5 * LARGEST_IN_PARTS


def begin(*, actor, place, name, size, declared_type="", modified=None):
    """The row of a new upload; its room is set aside in the caller's transaction, which holds the write lock.

    Raises `WrongFile` for what is never taken, `NoRoom` for what does not fit on the disk, `NoRoomLeft` for what does
    not fit into the project's room, and what `thing_of` raises.
    """
    thing = thing_of(place, actor)
    name = clean_name(name)
    extension_of(name)
    check_size(name, size, LARGEST_IN_PARTS)
    check_share(name, size, actor)
    current_app.extensions["storage"].require_room(size + still_to_come())
    set_aside(thing.project_id, name, size)
    upload = Upload(
        id=new_name(),
        project_id=thing.project_id,
        user_id=actor.id,
        place=place,
        name=name,
        declared_type=tidy(declared_type)[:120],
        size=size,
        modified=modified,
        created_at=clock.now(),
        expires_at=clock.now() + KEPT,
    )
    db.session.add(upload)
    return upload


def check_share(name, size, actor):
    """No single person fills the disk with what no form has taken."""
    theirs = of_actor(actor).with_only_columns(db.func.count(Upload.id), db.func.coalesce(db.func.sum(Upload.size), 0))
    count, together = db.session.execute(theirs).one()
    if count >= MOST_AT_ONCE:
        raise WrongFile(Sentence("%(name)s: %(n)s files of yours wait to be sent already.", name=name, n=MOST_AT_ONCE))
    if together + size > MOST_BYTES:
        raise WrongFile(Sentence("%(name)s: files of yours that wait to be sent are 20 GB already.", name=name))


def still_to_come():
    """The bytes that have been promised room and are not here yet."""
    return db.session.scalar(db.select(db.func.coalesce(db.func.sum(Upload.size - Upload.arrived), 0)))


def call_off(upload):
    """Its row now, its bytes once that is committed."""
    place = place_of(upload)
    drop(Upload.id == upload.id)
    db.session.commit()
    place.delete()

"""Whether the stored bytes are still those that came: each file is read again once a month, some every minute."""

import hashlib
from datetime import timedelta
from enum import Enum

from flask import current_app

from app import clock
from app.accounts.actors import SYSTEM
from app.db import begin_write, db, lock
from app.files.models import File, FileState
from app.journal.actions import record

AGAIN_AFTER = timedelta(days=30)
#: Somebody may have put a damaged one right from a backup.
DAMAGED_AGAIN_AFTER = timedelta(days=1)
AT_ONCE = 100
#: After this long the rest waits for the next tick.
ENOUGH = timedelta(seconds=20)


class Damage(Enum):
    """What has become of bytes that are no longer those that came."""

    MISSING = "its bytes are gone"
    CHANGED = "its bytes have changed since it came"


def check_due():
    """Check those whose turn it is, the longest unchecked first."""
    now = clock.now()
    is_due = db.or_(
        File.check_failed.is_(False) & (File.checked_at < now - AGAIN_AFTER),
        File.check_failed.is_(True) & (File.checked_at < now - DAMAGED_AGAIN_AFTER),
    )
    query = kept().where(is_due).with_only_columns(File.id).order_by(File.checked_at, File.id).limit(AT_ONCE)
    for file_id in db.session.scalars(query).all():
        if clock.now() - now > ENOUGH:
            return
        check(file_id)


def check(file_id):
    """Read one file; where it turned bad, or is well again, the journal says so and with it those it concerns."""
    file = db.session.get_one(File, file_id)
    damage = damage_of(file.stored_name, file.sha256)  # read outside the write lock: it may be long
    begin_write()
    lock(file)
    if file.check_failed != bool(damage):
        record(file, "damage" if damage else "mend", actor=SYSTEM)
    file.checked_at, file.check_failed = clock.now(), bool(damage)
    db.session.commit()


def damage_of(stored_name, sha256):
    """The `Damage` of the bytes kept under a name, or None."""
    try:
        with current_app.extensions["storage"].open(stored_name) as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return Damage.MISSING
    return None if found == sha256 else Damage.CHANGED


def kept():
    """The files whose bytes must be there, what lies in the bin too. Small pictures can be made again."""
    return db.select(File).where(File.state == FileState.STORED, File.sha256.is_not(None))

"""Whether what is kept agrees with itself: every row has its bytes, all bytes their row, and every count is right.

Nor does any place lie within itself.
"""

import sys
from datetime import timedelta

import click
from flask import current_app

from app import clock, tally
from app.db import begin_write, db, rows
from app.files import fixity
from app.files.models import File
from app.materials.subjects.wholes import circles

#: Bytes are written before their row says so; younger ones may still be on their way.
ON_ITS_WAY = timedelta(hours=24)
PARTS = [f"{part:02x}" for part in range(256)]


def verify():
    """Look at everything; gives a sentence for each thing that is wrong."""
    yield from damaged_files()
    yield from strays()
    yield from (str(wrong) for wrong in tally.miscounts())
    yield from circles()


def damaged_files():
    last = 0
    with click.progressbar(length=how_many(), label="files", file=sys.stderr) as bar:
        while found := rows(AFTER, last=last):
            db.session.rollback()  # nothing is held open while a long file is read
            for last, name, stored_name, sha256 in found:
                if damage := fixity.damage_of(stored_name, sha256):
                    yield f"file {last} “{name}”: {damage.value}"
                bar.update(1)


def how_many():
    return db.session.scalar(fixity.kept().with_only_columns(db.func.count(File.id)))


AFTER = (
    fixity.kept()
    .with_only_columns(File.id, File.name, File.stored_name, File.sha256)
    .where(File.id > db.bindparam("last"))
    .order_by(File.id)
    .limit(1_000)
)


def strays():
    storage = current_app.extensions["storage"]
    for part in PARTS:
        old = storage.older_than(clock.now() - ON_ITS_WAY, part=part)
        known = set(db.session.scalars(db.select(File.stored_name).where(File.stored_name.in_(old)))) if old else ()
        db.session.rollback()
        yield from (f"stored bytes {name}: no row knows them" for name in old if name not in known)


def recount():
    """Put every count right, each in its own transaction; gives how many were wrong."""
    wrong = list(tally.miscounts())
    for one in wrong:
        begin_write()
        one.put_right()
        db.session.commit()
    return len(wrong)

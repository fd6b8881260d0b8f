"""The way back: an empty installation becomes the one that a backup was made of, and sends no letter by itself."""

import sys
from pathlib import Path

import click
from flask import current_app

from app.backups import database
from app.backups.place import KEY, Trouble, manifest_of
from app.db import begin_write, db
from app.files import fixity
from app.migrating import upgrade
from app.outbox import holds


def restore(backup):
    """Bring everything back; gives how many files came. Raises `Trouble` with the database still empty.

    Letters that were due wait for an administrator, since the installation that is gone may have sent them.
    """
    backup = Path(backup)
    found = manifest_of(backup)
    database.require_empty()
    bring(found, backup.parent)
    bring_key(backup)
    database.load(backup)
    upgrade()
    begin_write()
    holds.after_restore()
    db.session.commit()
    return len(found)


def bring(found, place):
    """Copy the bytes that are not there yet; each is compared with its checksum."""
    storage = current_app.extensions["storage"]
    with click.progressbar(found, label="files", file=sys.stderr) as bar:
        for file in bar:
            damage = fixity.damage_of(file.name, file.sha256)
            if damage is fixity.Damage.CHANGED:
                raise Trouble(f"Among the stored files there is another {file.name}: restore into an empty folder.")
            if damage:
                write(storage, file, place / file.path)


def write(storage, file, path):
    try:
        with path.open("rb") as original:
            _size, sha256 = storage.write(file.name, original)
    except OSError as error:
        raise Trouble(f"{path} cannot be read ({error.strerror}).") from error
    if sha256 != file.sha256:
        storage.delete(file.name)
        raise Trouble(f"{path} is not what it was: its checksum differs.")


def bring_key(backup):
    """The key, where it was kept in the data folder and none is given by the settings."""
    own = current_app.config["DATA_DIR"] / KEY
    if (backup / KEY).exists() and own.exists() and own.read_text() == current_app.config["SECRET_KEY"]:
        own.write_text((backup / KEY).read_text())

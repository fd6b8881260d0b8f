"""Make a backup of a running installation: the database first, then the bytes that it knows."""

import hashlib
import sqlite3
import sys
from pathlib import Path
from typing import NamedTuple

import click
from flask import current_app

from app import clock
from app.backups import database
from app.backups.place import KEY, MANIFEST, Place, Trouble, kept, manifest_of, sync_file
from app.storage.folder import CHUNK
from app.storage.growing import sync_folder


class Made(NamedTuple):
    """A backup: its folder, how many files it names and how many of their bytes were copied now, and what is wrong."""

    path: Path
    n_files: int
    copied: int
    wrong: list


def back_up(folder):
    """Make a backup in this folder of backups. Raises `Trouble`, and then none is left behind."""
    place = Place(folder)
    try:
        with place.alone():
            return make(place, clock.now().strftime("%Y-%m-%dT%H-%M-%SZ"))
    except (OSError, sqlite3.Error) as error:
        raise Trouble(f"There is no new backup: {error}.") from error


def make(place, name):
    sums = {file.name: file.sha256 for backup in place.all() for file in manifest_of(backup)}
    with place.new(name) as begun:
        stored = database.dump(begun)
        found, copied, wrong = copy_all(stored, place, sums)
        (begun / MANIFEST).write_text("".join(file.line for file in found))
        keep_key(begun)
    return Made(place.folder / name, len(found), copied, wrong)


def copy_all(stored, place, sums):
    """Copy what is not there yet; gives what is kept, the bytes copied, and a sentence for each file that is not."""
    found, copied, wrong = [], 0, []
    with click.progressbar(stored, label="files", file=sys.stderr) as bar:
        for name, sha256 in bar:
            path = place.folder / kept(name, "").path
            if not path.exists() or name not in sums:
                sums[name] = copy(name, path, wanted=sha256)
                copied += path.stat().st_size if sums[name] else 0
            if sums[name]:
                found.append(kept(name, sums[name]))
            else:
                wrong.append(f"stored bytes {name}: missing or changed; see flask --app wsgi verify")
    return found, copied, wrong


def copy(name, path, wanted):
    """The checksum of the bytes once they are copied safely; None where they are not what they should be."""
    path.parent.mkdir(exist_ok=True)
    begun = path.with_suffix(".part")
    digest = hashlib.sha256()
    try:
        with current_app.extensions["storage"].open(name) as original, begun.open("wb") as target:
            while piece := original.read(CHUNK):
                target.write(piece)
                digest.update(piece)
    except FileNotFoundError:
        return None
    if wanted and digest.hexdigest() != wanted:
        begun.unlink()
        return None
    sync_file(begun)
    begun.rename(path)
    sync_folder(path.parent)
    return digest.hexdigest()


def keep_key(backup):
    """The key in the data folder, without which the links in letters and who is signed in would be forgotten."""
    key = current_app.config["DATA_DIR"] / KEY
    if key.exists() and key.read_text() == current_app.config["SECRET_KEY"]:
        (backup / KEY).touch(mode=0o600)
        (backup / KEY).write_text(key.read_text())

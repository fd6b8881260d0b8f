"""The folder that backups lie in: what is there, one at a time, and what nobody needs any more."""

import fcntl
import os
import re
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from app.storage.growing import sync_folder

NAME = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ")
LINE = re.compile(r"([0-9a-f]{64})  \.\./(files/[0-9a-f]{2}/([0-9a-f]{32}))")
MANIFEST, KEY, BROKEN_OFF = "manifest-sha256.txt", "secret-key", ".partial"


class Trouble(Exception):
    """Why there is no backup, or no way back from it, in a sentence."""


class Kept(NamedTuple):
    """One stored file as a manifest names it; `path` is its place in the folder of backups."""

    name: str
    sha256: str
    path: str

    @property
    def line(self):
        return f"{self.sha256}  ../{self.path}\n"


def kept(name, sha256):
    return Kept(name, sha256, f"files/{name[:2]}/{name}")


class Place:
    """A folder of backups."""

    def __init__(self, folder):
        self.folder = Path(folder)

    @contextmanager
    def alone(self):
        """Nobody else makes a backup here meanwhile. Raises `Trouble`."""
        try:
            (self.folder / "files").mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = (self.folder / ".lock").open("w")
        except OSError as error:
            raise Trouble(f"The folder {self.folder} cannot be written ({error.strerror}).") from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Trouble(f"A backup is being made in {self.folder} already.") from error
            for begun in self.folder.glob(f"*{BROKEN_OFF}"):
                shutil.rmtree(begun)
            yield

    @contextmanager
    def new(self, name):
        """A folder for what is being made; it gets its name when the block ends well, and is gone otherwise."""
        if (self.folder / name).exists():
            raise Trouble(f"The backup {name} was made within this second.")
        begun = self.folder / f"{name}{BROKEN_OFF}"
        begun.mkdir(mode=0o700)
        try:
            yield begun
            for path in begun.iterdir():
                sync_file(path)
            sync_folder(begun)
            begun.rename(self.folder / name)
            sync_folder(self.folder)
        finally:
            shutil.rmtree(begun, ignore_errors=True)

    def all(self):
        """The backups that are whole, the oldest first."""
        return sorted(path for path in self.folder.iterdir() if NAME.fullmatch(path.name))

    def forget_but(self, n):
        """Let go of all but the last `n`, and of the bytes that none of those names; gives how many backups went."""
        old = self.all()[:-n]
        for path in old:
            shutil.rmtree(path)
        named = {file.path for backup in self.all() for file in manifest_of(backup)}
        for path in self.folder.glob("files/??/*"):
            if str(path.relative_to(self.folder)) not in named:
                path.unlink()
        return len(old)


def manifest_of(backup):
    """What a backup names. Raises `Trouble` where this is none."""
    try:
        lines = (Path(backup) / MANIFEST).read_text().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble(f"{backup} is no backup: it has no {MANIFEST}.") from error
    found = [LINE.fullmatch(line) for line in lines]
    if not all(found):
        raise Trouble(f"{backup}: the {MANIFEST} is damaged.")
    return [Kept(line[3], line[1], line[2]) for line in found if line]


def sync_file(path):
    with path.open("rb") as file:
        os.fsync(file.fileno())

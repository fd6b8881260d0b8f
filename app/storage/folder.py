"""Bytes in a folder: written to the side, brought safely to the disk, then given their name."""

import hashlib
import math
import os
import re
import secrets
import shutil
import tempfile
from pathlib import Path

from app.setting_values import folder_of
from app.storage.growing import Arrived, Growing, sync_folder
from app.storage.incoming import Incoming, NoRoom

CHUNK = 1024 * 1024
KEPT_FREE = 0.05
FULL = 1024 * 1024
NAME = re.compile(r"[0-9a-f]{32}")
GROWS = ".parts"


def init_app(app):
    app.extensions["storage"] = Folder(folder_of(app.config["STORAGE_URL"]))


class Folder:
    """Bytes under names of 32 hexadecimal digits, spread over 256 folders. Nothing people type enters a path."""

    def __init__(self, root):
        self.root = Path(root)
        self.arriving = self.root / "incoming"
        self.arriving.mkdir(parents=True, exist_ok=True)

    def incoming(self, most):
        """A place for an upload of at most so many bytes; `write` takes it from there without a copy."""
        self.require_room()
        return Incoming(self.arriving / f"{secrets.token_hex(16)}.part", most)

    def growing(self, name):
        """A place for an upload that comes in parts, under a name of our own choosing."""
        require_name(name)
        return Growing(self.arriving / f"{name}{GROWS}")

    def scratch(self):
        """An open file without a name for what is being made, which is gone when it is closed."""
        self.require_room()
        return tempfile.TemporaryFile(dir=self.arriving)

    def all_growing(self):
        """The names of all uploads in parts that have bytes here."""
        return [file.stem for file in self.arriving.glob(f"*{GROWS}")]

    def write(self, stored_name, stream):
        """Keep what `stream` gives. Answers `(size, sha256)` once the bytes would survive a power cut."""
        self.require_room()
        path = self.path(stored_name)
        path.parent.mkdir(exist_ok=True)
        try:
            size, sha256 = self.settle(stream, path)
        except BaseException:
            unfinished(path).unlink(missing_ok=True)
            raise
        for folder in (path.parent, self.root):
            sync_folder(folder)
        return size, sha256

    def settle(self, stream, path):
        if isinstance(stream, (Incoming, Arrived)):
            return stream.settle(path)
        kept = copy(stream, unfinished(path))
        unfinished(path).rename(path)
        return kept

    def open(self, stored_name):
        """The bytes as a file open for reading. Raises FileNotFoundError."""
        return self.path(stored_name).open("rb")

    def size(self, stored_name):
        return self.path(stored_name).stat().st_size

    def delete(self, stored_name):
        """Let the bytes go, unfinished ones too; those that are gone already are no error."""
        for path in (self.path(stored_name), unfinished(self.path(stored_name))):
            path.unlink(missing_ok=True)

    def older_than(self, instant, *, part):
        """The names that begin with the two digits `part` and have been there since before `instant`."""
        files = [file for file in (self.root / part).glob("*") if NAME.fullmatch(file.stem)]
        return [file.stem for file in files if written_at(file) < instant.timestamp()]

    def forget_broken_off(self, instant):
        """Let go of uploads that a crash broke off before `instant`."""
        for file in self.arriving.glob("*.part"):
            if written_at(file) < instant.timestamp():
                file.unlink(missing_ok=True)

    def is_writable(self):
        return os.access(self.root, os.W_OK | os.X_OK)

    def is_full(self):
        """Whether not even a small thing fits any more."""
        return shutil.disk_usage(self.root).free < FULL

    def path(self, stored_name):
        require_name(stored_name)
        return self.root / stored_name[:2] / stored_name

    def require_room(self, size=0):
        """Raise `NoRoom` unless so many bytes more would still leave what is to be kept free."""
        disk = shutil.disk_usage(self.root)
        if disk.free - size < disk.total * KEPT_FREE:
            raise NoRoom()


def require_name(name):
    if not NAME.fullmatch(name):
        raise ValueError(f"This is no name of a stored file: {name!r}")


def unfinished(path):
    return path.with_suffix(".part")


def written_at(path):
    """When it was last written, in seconds; one that is gone by now counts as new."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return math.inf


def copy(stream, path):
    """Copy in pieces and wait for the disk; gives the size and the checksum."""
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as target:
        while piece := stream.read(CHUNK):
            target.write(piece)
            digest.update(piece)
            size += len(piece)
        target.flush()
        os.fsync(target.fileno())
    return size, digest.hexdigest()

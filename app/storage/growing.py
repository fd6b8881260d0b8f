"""Bytes that come in parts, over many requests and whatever is restarted between them."""

import fcntl
import os
from contextlib import contextmanager

from app.storage.incoming import full_disk_is_no_room

LOOK = 1024**2


class Lost(Exception):
    """The bytes that were here are not here any more."""


class Growing:
    """A file that is continued at a given place only; on the disk before anybody is told so."""

    def __init__(self, path):
        self.path = path

    @contextmanager
    def held(self):
        """Nobody else continues it meanwhile, in whatever process; never held while a line is waited for."""
        with full_disk_is_no_room(), self.path.open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file

    def put(self, file, at, piece):
        """Write `piece` behind the first `at` bytes; what a crash left after them goes. Raises `Lost`."""
        if os.fstat(file.fileno()).st_size < at:
            raise Lost
        with full_disk_is_no_room():
            file.truncate(at)
            file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        if at == 0:
            sync_folder(self.path.parent)

    def arrived(self, sha256):
        """The whole file, for taking it in."""
        return Arrived(self.path, sha256)

    def size(self):
        """How many bytes lie there; none where the file is gone."""
        return self.path.stat().st_size if self.path.exists() else 0

    def delete(self):
        self.path.unlink(missing_ok=True)


class Arrived:
    """A whole file, read as any other; it keeps its place until it is deleted, also when it was taken in."""

    def __init__(self, path, sha256):
        self.path, self.sha256 = path, sha256
        self.file = None

    def opened(self):
        """Open from the first look on. Raises FileNotFoundError."""
        if self.file is None:
            self.file = self.path.open("rb")
        return self.file

    def read(self, size=-1):
        return self.opened().read(size)

    def seek(self, offset, whence=os.SEEK_SET):
        return self.opened().seek(offset, whence)

    def tell(self):
        return self.opened().tell()

    def seekable(self):
        return True

    def settle(self, path):
        """Give the same bytes a second name, without a copy: should this end half-way, the first is still there."""
        path.hardlink_to(self.path)
        return path.stat().st_size, self.sha256

    def close(self):
        if self.file:
            self.file.close()


def sync_folder(folder):
    """A new name is safe only when its folder is on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""An upload on its way in: written where it will stay as it arrives, neither held in memory nor copied."""

import errno
import hashlib
import os
from contextlib import contextmanager

from werkzeug.exceptions import HTTPException


class NoRoom(HTTPException):
    """The disk is full or nearly so, and nothing more is taken."""

    code = 507


@contextmanager
def full_disk_is_no_room():
    """Let whoever sent the bytes read that the disk is full."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise NoRoom from error
        raise


class Incoming:
    """A file that its sender writes and its checker reads. Of more than `most` bytes the rest is only counted off.

    The disk is touched with the first byte: a field left empty leaves no trace.
    """

    def __init__(self, path, most):
        self.path, self.most = path, most
        self.file, self.digest, self.size = None, hashlib.sha256(), 0

    def write(self, piece):
        if self.size > self.most or not piece:
            return
        with full_disk_is_no_room():
            self.opened().write(piece)
        self.digest.update(piece)
        self.size += len(piece)

    def opened(self):
        if self.file is None:
            self.file = self.path.open("x+b")
        return self.file

    def read(self, size=-1):
        return self.file.read(size) if self.file else b""

    def seek(self, offset, whence=os.SEEK_SET):
        return self.file.seek(offset, whence) if self.file else 0

    def tell(self):
        return self.file.tell() if self.file else 0

    def seekable(self):
        return True

    def settle(self, path):
        """Bring it safely to the disk under its name; gives the size and the checksum."""
        file = self.opened()
        file.flush()
        os.fsync(file.fileno())
        self.path.rename(path)
        return self.size, self.digest.hexdigest()

    def close(self):
        """Let go of it, and of its bytes where they did not stay."""
        if self.file:
            self.file.close()
            self.path.unlink(missing_ok=True)

"""Take the parts of an upload as they come, each behind what is here, and look at the whole."""

import hashlib

from flask import current_app
from werkzeug.exceptions import ClientDisconnected

from app import clock
from app.db import begin_write, db, one_row
from app.files.types import is_known_by_its_beginning, type_of
from app.files.uploads.dropping import drop
from app.files.uploads.models import Upload
from app.storage.growing import Lost

#: So much is held in memory, then brought to the disk and written down; a killed server forgets no more than this.
PIECE = 4 * 1024**2
READ = 64 * 1024


class Moved(Exception):
    """The part does not begin where the upload ends; `arrived` bytes are here, None where it is gone."""

    def __init__(self, arrived):
        super().__init__(arrived)
        self.arrived = arrived


def place_of(upload):
    return current_app.extensions["storage"].growing(upload.id)


def take(upload, at, stream, kept_for):
    """Put what `stream` gives behind the first `at` bytes; gives how many bytes are here then.

    No transaction and no lock is held while the line is waited for, so a line that hangs hinders nobody. Of two
    lines that write at once, one finds the place taken: `Moved`.
    """
    number, size = upload.id, upload.size
    db.session.rollback()
    for piece in pieces(stream):
        if at + len(piece) > size:
            raise Moved(at)
        at = append(number, at, piece, kept_for)
    return at


def pieces(stream):
    """The stream in pieces; what a cut line brought before it broke is a piece too."""
    held, is_open = bytearray(), True
    while is_open:
        more = read(stream, min(READ, PIECE - len(held)))
        held += more
        is_open = bool(more)
        if held and (len(held) == PIECE or not is_open):
            yield bytes(held)
            held.clear()


def read(stream, most):
    try:
        return stream.read(most)
    except (ClientDisconnected, OSError):
        return b""


def append(number, at, piece, kept_for):
    """Bring one piece to the disk, then its row to the same figure. Raises `Moved`."""
    growing = current_app.extensions["storage"].growing(number)
    with growing.held() as file:
        arrived = arrived_of(number)
        if arrived != at:
            raise Moved(arrived)
        try:
            growing.put(file, at, piece)
        except Lost:
            forget(number)
            raise Moved(None) from None
        write_down(number, at, at + len(piece), kept_for)
    return at + len(piece)


def arrived_of(number):
    row = one_row(db.select(Upload.arrived).where(Upload.id == number))
    db.session.rollback()
    return row.arrived if row else None


def write_down(number, before, after, kept_for):
    """Raises `Moved` for an upload that was called off while its piece was written."""
    begin_write()
    ours = db.update(Upload).where(Upload.id == number, Upload.arrived == before)
    changes = {"arrived": after, "expires_at": clock.now() + kept_for}
    done = db.session.execute(ours.values(changes).execution_options(synchronize_session=False))
    db.session.commit()
    if done.rowcount != 1:
        raise Moved(None)


def forget(number):
    """The upload has no bytes any more: it has to be begun anew."""
    begin_write()
    drop(Upload.id == number)
    db.session.commit()


def look_at(upload, began_at):
    """Look at what is here: the first part soon, so that nobody sends 4 GB in vain, and the whole. Raises `WrongFile`.

    The whole gets its checksum. A server that is killed meanwhile has it done by the next that is asked.
    """
    is_all = upload.arrived == upload.size
    if upload.is_whole or not (is_all or (began_at == 0 and is_known_by_its_beginning(upload.name))):
        return
    number, name, path = upload.id, upload.name, place_of(upload).path
    db.session.rollback()
    with path.open("rb") as file:
        type_of(name, file)
        file.seek(0)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest() if is_all else None
    if sha256:
        begin_write()
        db.session.execute(db.update(Upload).where(Upload.id == number).values(sha256=sha256))
        db.session.commit()

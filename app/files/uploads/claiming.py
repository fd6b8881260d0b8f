"""Whole uploads as a form takes them: like files that came with it."""

from contextlib import suppress

from werkzeug.datastructures import FileStorage

from app.db import db
from app.files.types import LARGEST_IN_PARTS, WrongFile
from app.files.uploads.growing import look_at, place_of
from app.files.uploads.models import Upload
from app.files.uploads.queries import of_actor


class Brought(FileStorage):
    """A whole file that came in parts before the form that takes it."""

    most = LARGEST_IN_PARTS

    def __init__(self, upload):
        super().__init__(
            place_of(upload).arrived(upload.sha256), filename=upload.name, content_type=upload.declared_type
        )
        self.came_as = upload.id


def whole(numbers, actor):
    """Those of these uploads of this person that are whole, in the order of `numbers`."""
    if not numbers:
        return []
    found = db.session.scalars(of_actor(actor).where(Upload.id.in_(numbers), Upload.arrived == Upload.size)).all()
    here = {upload.id: upload for upload in found if place_of(upload).size() == upload.size and is_looked_at(upload)}
    return [Brought(here[number]) for number in numbers if number in here]


def is_looked_at(upload):
    """A server that was killed between the last byte and the look at the whole left that to the form."""
    with suppress(WrongFile):
        look_at(upload, upload.size)
    return upload.is_whole

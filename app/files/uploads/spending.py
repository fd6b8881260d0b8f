"""An upload is taken once: its row goes in the transaction that hangs its file on something."""

from app.files.uploads.dropping import drop
from app.files.uploads.models import Upload
from workflows.engine import Refused
from workflows.sentences import Sentence


def spend(upload_id, *, actor):
    """Raises `Refused` when another form was quicker. The bytes' second name goes with the next tick."""
    if not drop(Upload.id == upload_id, Upload.user_id == actor.id):
        raise Refused([Sentence("One of the files is not here: it did not arrive whole, or was sent already.")])

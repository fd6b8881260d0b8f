"""Letters as files, for an installation without a mail server. The file's existence is the evidence."""

import os
from pathlib import Path

from app.outbox.outcomes import ChannelBroken, Outcome


class Maildir:
    """A folder of letters. A file's name comes from its letter, so a second delivery finds the first."""

    delivers_reserved = True

    def __init__(self, folder):
        self.folder = Path(folder)
        self.name = f"Maildir {self.folder}"

    def send(self, letter, *, keep, reach_dot):
        """Write the file aside, ask for leave, then give it its name: the rename is what the dot is to a relay."""
        try:
            draft = self.write_aside(letter)
            if not reach_dot():
                draft.unlink()
                return None
            draft.rename(self.place(letter.message_id))
            sync(self.folder / "new")
        except OSError as error:
            raise ChannelBroken(f"{self.name}: {error.strerror}") from error
        return Outcome("sent", text=self.name)

    def write_aside(self, letter):
        for part in ("tmp", "new", "cur"):
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        draft = self.folder / "tmp" / self.place(letter.message_id).name
        with draft.open("wb") as file:
            file.write(letter.mime)
            file.flush()
            os.fsync(file.fileno())
        return draft

    def place(self, message_id):
        return self.folder / "new" / message_id.strip("<>").replace("/", "_")

    def has(self, message_id):
        """Whether the letter has arrived. Here that can always be known; a mail program moves read ones to `cur`."""
        name = self.place(message_id).name
        return self.place(message_id).exists() or any((self.folder / "cur").glob(f"{name}*"))

    def drop(self):
        """Nothing stays open."""

    close = drop


def sync(folder):
    """Make the folder itself, and so the new name in it, survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

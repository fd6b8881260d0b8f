"""What a Postfix on this machine did with letters whose line was cut, read from its log: the only witness there is.

Which part of the log counts is told by its file and place, never by its times: before an attempt begins, the place
where the log ends is noted. Where the log from there on is not whole, nothing is decided.
"""

import hashlib
import os
from contextlib import ExitStack
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from flask import current_app

from app import clock
from app.outbox.stories import Stories

#: Bytes before a place in the log by which it is known again.
KNOWN_BY = 256
#: After the end of the connection: Postfix tells within this time that it read a letter's head, or what became of it.
SAYS_WITHIN, TAKES_WITHIN = timedelta(seconds=30), timedelta(minutes=5)


class Verdict(Enum):
    ARRIVED = "the relay took it"
    NOT_ACCEPTED = "the relay did not take it"
    NOT_YET = "the relay may still say so"
    UNKNOWN = "nobody can know"


class Cut(NamedTuple):
    """A letter that was handed over after the place `mark` in the log, by a connection which ended at `ended_at`."""

    message_id: str
    mark: str
    ended_at: datetime


def log_of_relay():
    """The log that MAIL_LOG names; None where there is none."""
    path = current_app.config["MAIL_LOG"]
    return PostfixLog(path) if path else None


class PostfixLog:
    """The log of a Postfix that letters are handed to."""

    def __init__(self, path):
        self.path = Path(path)

    def mark(self):
        """Where the log ends now, as text to be kept; empty when it cannot be read."""
        try:
            with self.path.open("rb") as file:
                end = file.seek(0, os.SEEK_END)
                return f"{os.fstat(file.fileno()).st_ino}:{end}:{known_by(file, end)}"
        except OSError:
            return ""

    def verdicts(self, letters):
        """What became of each of the letters, by Message-ID; the log is read once for all of them."""
        try:
            stories = self.told(letters)
        except OSError:
            stories = Stories({})
        return {letter.message_id: verdict(stories, letter) for letter in letters}

    def told(self, letters):
        with ExitStack() as opened:
            files = [opened.enter_context(file) for file in self.files()]
            places = {letter.message_id: place(files, letter.mark) for letter in letters}
            stories = Stories({message_id: begins for message_id, begins in places.items() if begins})
            for at, line in lines(files, min(stories.begins.values(), default=(len(files), 0))):
                stories.hear(at, line)
        return stories

    def files(self):
        """The log and the one before it, as far as they are there, oldest first."""
        for path in (self.path.with_name(f"{self.path.name}.1"), self.path):
            try:
                yield path.open("rb")
            except OSError:
                continue


def place(files, mark):
    """The file, as its number, and the offset that a mark tells of; None when no file has that place any more."""
    inode, end, known = mark.split(":") if mark else (0, 0, "")
    for number, file in enumerate(files):
        if os.fstat(file.fileno()).st_ino == int(inode):
            is_same = file.seek(0, os.SEEK_END) >= int(end) and known_by(file, int(end)) == known
            return (number, int(end)) if is_same else None
    return None


def known_by(file, end):
    start = max(0, end - KNOWN_BY)
    file.seek(start)
    return hashlib.sha256(file.read(end - start)).hexdigest()[:16]


def lines(files, begins):
    """The lines from a place on, each with its own place. The last may be half-written: it tells nothing yet."""
    first, offset = begins
    for number in range(first, len(files)):
        files[number].seek(offset)
        for line in files[number]:
            if line.endswith(b"\n"):
                yield (number, offset), line
            offset += len(line)
        offset = 0


def verdict(stories, letter):
    """That a letter was not accepted is believed of the relay's own word, since one that it read may wait in there.

    Without a word only a letter whose very head never came was not accepted.
    """
    name, passed = letter.message_id, clock.now() - letter.ended_at
    if name in stories.taken:
        return Verdict.ARRIVED
    if name in stories.cut:
        return Verdict.NOT_ACCEPTED
    if name in stories.read or not stories.is_whole(name):
        return Verdict.UNKNOWN if passed > TAKES_WITHIN else Verdict.NOT_YET
    return Verdict.NOT_ACCEPTED if passed > SAYS_WITHIN else Verdict.NOT_YET

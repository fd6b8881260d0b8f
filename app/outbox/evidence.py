"""What a Postfix on this machine did with a letter, read from its log: the only witness of a line cut at the dot.

Which part of the log counts is told by its file and place, never by its times: before an attempt begins, the place
where the log ends is noted. Where the log from there on is not whole, nothing is decided.
"""

import hashlib
import os
import re
from datetime import timedelta
from enum import Enum
from pathlib import Path

from flask import current_app

from app import clock

#: Bytes before a place in the log by which it is known again.
KNOWN_BY = 256
#: After the end of the connection: Postfix says within this time that it took a letter, or took its first half only.
SAYS_WITHIN, TAKES_WITHIN = timedelta(seconds=30), timedelta(minutes=5)
BEGUN = re.compile(r"/smtpd\[\d+\]: (?P<queue_id>\w+): client=")
READ = re.compile(r"/cleanup\[\d+\]: (?P<queue_id>\w+): message-id=(?P<message_id>\S+)")
ACTIVE = re.compile(r"/qmgr\[\d+\]: (?P<queue_id>\w+): from=<.*\(queue active\)")
RESTARTED = re.compile(r"/master\[\d+\]: (daemon started|terminating|fatal|panic)|/postfix-script\[\d+\]: (start|stop)")


class Verdict(Enum):
    ARRIVED = "the relay took it"
    NOT_ACCEPTED = "the relay did not take it"
    NOT_YET = "the relay may still say so"
    UNKNOWN = "nobody can know"


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

    def verdict(self, message_id, mark, ended_at):
        """What became of the letter that was handed over after `mark` by a connection which ended at `ended_at`."""
        lines = self.since(mark)
        if lines is None:
            return Verdict.UNKNOWN
        story = Story(message_id)
        story.read(lines)
        if story.is_active:
            return Verdict.ARRIVED
        if story.was_restarted or not story.was_heard:
            return Verdict.UNKNOWN if clock.now() - ended_at > TAKES_WITHIN else Verdict.NOT_YET
        patience = TAKES_WITHIN if story.was_read else SAYS_WITHIN
        return Verdict.NOT_ACCEPTED if clock.now() - ended_at > patience else Verdict.NOT_YET

    def since(self, mark):
        """The lines after that place, through one rotation; None when the log is not whole from there on."""
        try:
            inode, end, known = mark.split(":")
            found = b"".join(self.pieces(int(inode), int(end), known))
        except (OSError, ValueError):
            return None
        return found.decode("utf-8", "replace").splitlines()

    def pieces(self, inode, end, known):
        """Raises `ValueError` when the file of that number is neither the log nor the one before it."""
        older = self.path.with_name(f"{self.path.name}.1")
        files = [self.path] if self.path.stat().st_ino == inode else [older, self.path]
        if files[0].stat().st_ino != inode:
            raise ValueError("the log was rotated away")
        with files[0].open("rb") as file:
            if file.seek(0, os.SEEK_END) < end or known_by(file, end) != known:
                raise ValueError("the log was cut off")
            file.seek(end)
            yield file.read()
        for newer in files[1:]:
            yield newer.read_bytes()


def known_by(file, end):
    start = max(0, end - KNOWN_BY)
    file.seek(start)
    return hashlib.sha256(file.read(end - start)).hexdigest()[:16]


class Story:
    """What the log tells of one letter. A queue id may be used again, so each use of it begins anew."""

    def __init__(self, message_id):
        self.message_id = message_id
        self.ours = set()
        self.was_read = self.is_active = self.was_restarted = self.was_heard = False

    def read(self, lines):
        for line in lines:
            self.hear(line)

    def hear(self, line):
        if begun := BEGUN.search(line):
            self.was_heard = True
            self.ours.discard(begun["queue_id"])
        elif read := READ.search(line):
            if read["message_id"] == self.message_id:
                self.was_read = True
                self.ours.add(read["queue_id"])
        elif (active := ACTIVE.search(line)) and active["queue_id"] in self.ours:
            self.is_active = True
        elif RESTARTED.search(line):
            self.was_restarted = True

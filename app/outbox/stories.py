"""What a Postfix's log tells of the letters that are asked about, heard in one reading."""

import re

LINE = re.compile(
    rb"/(?:smtpd\[(?P<line>\d+)\]: (?:(?P<begun>\w+): client=|(?P<cut>(?:lost connection|timeout) after DATA ))"
    rb"|cleanup\[\d+\]: (?P<read>\w+): message-id=(?P<message_id>\S+)"
    rb"|qmgr\[\d+\]: (?P<active>\w+): from=<.*\(queue active\)"
    rb"|(?:master\[\d+\]: (?:daemon started|terminating|fatal|panic)|postfix-script\[\d+\]: st(?:art|op))(?P<anew>))"
)


class Stories:
    """Of letters by Message-ID, each from its own place in the log on; what was written before it does not count.

    A queue id may be used again, so each use of it begins anew. `taken` went into the relay's queue; of those `cut`
    off the relay says that the line broke before their end; of the others that it `read` it only says their names.
    """

    def __init__(self, begins):
        self.begins = {message_id.encode(): place for message_id, place in begins.items()}
        self.names, self.lines, self.broken = {}, {}, set()
        self.taken, self.cut, self.read = set(), set(), set()
        self.heard_at = self.anew_at = (-1, 0)

    def hear(self, place, line):
        found = LINE.search(line)
        if found:
            getattr(self, f"hear_{found.lastgroup}")(place, found)

    def hear_begun(self, place, found):
        self.heard_at = place
        self.lines[found["line"]] = found["begun"]
        self.names.pop(found["begun"], None)
        self.broken.discard(found["begun"])

    def hear_message_id(self, place, found):
        message_id = found["message_id"]
        if message_id in self.begins and place >= self.begins[message_id]:
            self.names[found["read"]] = message_id.decode()
            self.read.add(message_id.decode())
            self.note_cut(found["read"])

    def hear_active(self, _place, found):
        if found["active"] in self.names:
            self.taken.add(self.names[found["active"]])

    def hear_cut(self, _place, found):
        """The end of a short letter's line may be told before the letter's name is."""
        if queue_id := self.lines.pop(found["line"], None):
            self.broken.add(queue_id)
            self.note_cut(queue_id)

    def note_cut(self, queue_id):
        if queue_id in self.broken and queue_id in self.names:
            self.cut.add(self.names[queue_id])

    def hear_anew(self, place, _found):
        self.anew_at = place

    def is_whole(self, message_id):
        """Whether the relay is known to have listened since the letter's place in the log, without a new start."""
        begins = self.begins.get(message_id.encode())
        return begins is not None and self.heard_at >= begins > self.anew_at

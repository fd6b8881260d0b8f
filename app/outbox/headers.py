"""Headers in any letters, folded so that no word runs into the next.

Python's own folding loses the space where it breaks a line between two encoded words (CPython issue 92081), so that
long Kazakh and Russian subjects arrived with words run together. Here a text is encoded whole, its spaces with it.
"""

from email.header import Header
from email.policy import EmailPolicy


class SpaceKeeping(EmailPolicy):
    """Folds a subject and a person's name by the older, right way; every other header as Python does."""

    def fold_binary(self, name, value):
        if name == "Subject" and not value.isascii():
            return self.encoded(name, value) + b"\r\n"
        if name in ("From", "To") and not value.addresses[0].display_name.isascii():
            [person] = value.addresses
            return self.encoded(name, person.display_name) + f"\r\n <{person.addr_spec}>\r\n".encode("ascii")
        return super().fold_binary(name, value)

    def encoded(self, name, text):
        words = Header(str(text), header_name=name, maxlinelen=self.max_line_length)
        return f"{name}: {words.encode(linesep=self.linesep)}".encode("ascii")


#: For a relay that takes ASCII only. Where addresses are not, headers go as they are and need no encoding.
ASCII = SpaceKeeping(linesep="\r\n")

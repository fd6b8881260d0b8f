"""Headers in any letters, folded so that no word runs into the next.

Python's own folding loses the space where it breaks a line between two encoded words (CPython issue 92081), so that
long Kazakh and Russian subjects arrived with words run together. Here a text is encoded whole, its spaces with it.
"""

import re
from email.header import Header

#: RFC 5322, 2.1.1: a line should have no more characters than that.
WIDTH = 78
BREAKS = re.compile(r"[\r\n\0]")


def words(name, text):
    """A header of words, such as the subject, as bytes with CRLF at its end."""
    charset = "us-ascii" if text.isascii() else "utf-8"
    return line(name, Header(checked(text), charset, WIDTH, name).encode(linesep="\r\n"))


def person(name, address):
    """From or To: somebody's name, encoded where it needs to be, and the one address."""
    shown = address.display_name
    if shown and not shown.isascii():
        encoded = Header(checked(shown), "utf-8", WIDTH, name).encode(linesep="\r\n")
        return line(name, f"{encoded}\r\n <{address.addr_spec}>")
    whole = checked(str(address))
    fits = len(name) + 2 + len(whole) <= WIDTH or not shown
    return line(name, whole if fits else "\r\n <".join(whole.rsplit(" <", 1)))


def plain(name, value):
    """A header whose value is ours and goes as it is: a date, an id, an address of a page."""
    return line(name, checked(value))


def line(name, value):
    return f"{name}: {value}\r\n".encode()


def checked(value):
    """Raises `ValueError` for a value that would begin another header."""
    if BREAKS.search(value):
        raise ValueError("a header holds a linefeed or a NUL")
    return value

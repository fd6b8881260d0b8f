"""The mailbox that answers come to, by IMAP: opened, its new letters one by one, those taken marked as read."""

import imaplib
import re
import ssl
from contextlib import contextmanager, suppress
from typing import NamedTuple

from app.outbox.connecting import LOOPBACK

#: Seconds to wait for the server, each time.
PATIENCE = 30
#: Bytes of a letter. An answer has some ten thousand; of more than this nothing is read.
LARGEST = 256 * 1024
TLS_FROM_THE_START = 993
NUMBER = re.compile(rb"\d+")


class CannotBeRead(Exception):
    """The mailbox cannot be reached, entered or read; the message says why, mostly in the server's own words."""


class Place(NamedTuple):
    """Where a mailbox is and how it is entered, as the settings MAIL_REPLIES_… say."""

    host: str
    port: int
    user: str
    password: str
    folder: str

    @classmethod
    def of(cls, config):
        return cls(*(config[f"MAIL_REPLIES_{name.upper()}"] for name in cls._fields))

    @property
    def name(self):
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"[:300]


@contextmanager
def opened(place):
    """The mailbox while the block lasts. Raises `CannotBeRead`, also for what goes wrong within the block."""
    try:
        with line_to(place) as client:
            secure(client, place)
            enter(client, place)
            yield Mailbox(client, place.folder)
            client.logout()
    except ssl.SSLCertVerificationError as error:
        raise CannotBeRead(f"the certificate of {place.host} is not trusted: {error.verify_message}") from error
    except (imaplib.IMAP4.error, OSError, UnicodeError) as error:
        raise CannotBeRead(str(error) or type(error).__name__) from error


@contextmanager
def line_to(place):
    """A connection, which is hung up at the end, whatever has become of it."""
    client = dial(place)
    try:
        yield client
    finally:
        with suppress(OSError):
            client.shutdown()


def dial(place):
    if place.port == TLS_FROM_THE_START:
        return imaplib.IMAP4_SSL(place.host, place.port, ssl_context=tls(place), timeout=PATIENCE)
    return imaplib.IMAP4(place.host, place.port, timeout=PATIENCE)


def secure(client, place):
    """Encrypt the line where it is not yet, and the server offers it. Another machine's has to."""
    if place.port != TLS_FROM_THE_START:
        if "STARTTLS" in client.capabilities:
            client.starttls(tls(place))
        elif place.host not in LOOPBACK:
            raise CannotBeRead("no TLS is offered, and a password must not travel in the open")


def tls(place):
    """The server must prove its name, except on this machine, where its certificate is mostly its own."""
    context = ssl.create_default_context()
    if place.host in LOOPBACK:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def enter(client, place):
    if "AUTH=PLAIN" in client.capabilities:
        client.authenticate("PLAIN", lambda _said: f"\0{place.user}\0{place.password}".encode())
    else:
        client.login(place.user, place.password)


class Mailbox:
    """An open mailbox. `validity` changes when the server numbers its letters anew."""

    def __init__(self, client, folder):
        self.client = client
        checked(client.select(f'"{folder}"'))
        [validity] = client.response("UIDVALIDITY")[1]
        self.validity = int(validity or 0)

    def after(self, uid):
        """The numbers of the letters that came after the one with this number, in their order."""
        [found] = checked(self.client.uid("SEARCH", None, f"UID {uid + 1}:*"))
        # An IMAP server counts the last letter to `n:*` even where its number is less than n.
        return sorted(number for number in map(int, NUMBER.findall(found or b"")) if number > uid)

    def letter(self, uid):
        """The bytes of a letter, which stays unread; None where it is too large or was taken away."""
        parts = checked(self.client.uid("FETCH", str(uid), f"(BODY.PEEK[]<0.{LARGEST + 1}>)"))
        found = next((part[1] for part in parts if isinstance(part, tuple)), None)
        return found if found is not None and len(found) <= LARGEST else None

    def mark_read(self, uid):
        """For the people who look into the mailbox: what stays unread was no answer, and may want theirs."""
        checked(self.client.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)"))


def checked(answer):
    """What the server gave. Raises `IMAP4.error` where it refused."""
    said, given = answer
    if said != "OK":
        raise imaplib.IMAP4.error(given[0].decode("utf-8", "replace") if given and given[0] else said)
    return given

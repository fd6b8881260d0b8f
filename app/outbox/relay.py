"""The ways a letter leaves: a Maildir whose file is the evidence, or a relay spoken to verb by verb."""

import os
import smtplib
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

CONNECT, DOT = 10, 600
RESERVED = (".example", ".test", ".invalid", ".localhost", "example.com", "example.org", "example.net")


class Outcome(NamedTuple):
    """What came of an attempt: "sent", "later", "never" or "unknown", with the relay's code and words."""

    result: str
    code: int | None = None
    text: str = ""


class ChannelBroken(Exception):
    """The relay cannot be used at all (connect, TLS, login): no letter's fault."""


def is_reserved(address):
    """Whether the address can belong to nobody, so that no relay is ever given a letter to it."""
    return address.rpartition("@")[2].endswith(RESERVED)


def open_channel(url, sender):
    """The channel behind MAIL_URL; raises `ChannelBroken`."""
    address = urlsplit(url)
    if address.scheme == "maildir":
        return Maildir(Path(address.netloc + address.path))
    return Relay(address, sender)


class Maildir:
    """Letters as files: the name comes from the letter, so a second delivery finds the first."""

    delivers_reserved = True

    def __init__(self, folder):
        self.folder = folder
        for part in ("tmp", "new", "cur"):
            (folder / part).mkdir(parents=True, exist_ok=True)

    def send(self, letter, reach_dot):
        """Write, fsync, rename, fsync the folder; the file's existence is the evidence."""
        name = letter.message_id.strip("<>").replace("/", "_")
        target = self.folder / "new" / name
        if not reach_dot():
            return None
        if not target.exists():
            draft = self.folder / "tmp" / name
            with draft.open("wb") as file:
                file.write(letter.mime)
                file.flush()
                os.fsync(file.fileno())
            draft.rename(target)
            sync_folder(target.parent)
        return Outcome("sent", text="written to the Maildir")

    def close(self):
        """Nothing stays open."""


def sync_folder(folder):
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Relay:
    """One SMTP connection, for many letters, each with one recipient."""

    delivers_reserved = False

    def __init__(self, address, sender):
        self.sender = sender
        kind = smtplib.SMTP_SSL if address.scheme == "smtps" else smtplib.SMTP
        try:
            self.smtp = kind(address.hostname, address.port or 0, timeout=CONNECT)
            self.smtp.ehlo_or_helo_if_needed()
            if address.scheme == "smtp" and self.smtp.has_extn("starttls"):
                self.smtp.starttls()
                self.smtp.ehlo()
            if address.username:
                self.smtp.login(unquote(address.username), unquote(address.password or ""))
        except (OSError, smtplib.SMTPException) as error:
            raise ChannelBroken(str(error)) from error

    def send(self, letter, reach_dot):
        """MAIL, RCPT, DATA, the body without its dot; then the commit; then the dot, whose loss is unknown."""
        try:
            if refused := self.before_the_dot(letter):
                return refused
        except (OSError, smtplib.SMTPException) as error:
            raise ChannelBroken(str(error)) from error
        if not reach_dot():
            self.smtp.close()
            return None
        return self.dot()

    def before_the_dot(self, letter):
        """An outcome when the relay refused on the way; None when only the dot is missing."""
        code, text = self.smtp.mail(self.sender, ["BODY=8BITMIME"] if self.smtp.has_extn("8bitmime") else [])
        if code != 250:
            raise ChannelBroken(f"MAIL: {code} {said(text)}")
        code, text = self.smtp.rcpt(letter.address)
        if code not in (250, 251):
            self.smtp.rset()
            return Outcome("never" if code >= 500 else "later", code, said(text))
        code, text = self.smtp.docmd("DATA")
        if code != 354:
            self.smtp.rset()
            return Outcome("never" if code >= 500 else "later", code, said(text))
        self.smtp.send(dotted(letter.mime))
        return None

    def dot(self):
        """Hand the letter over and wait for the relay's word; silence is an unknown outcome."""
        try:
            self.smtp.sock.settimeout(DOT)
            self.smtp.send(b".\r\n")
            code, text = self.smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self.smtp.close()
            return Outcome("unknown", text=str(error))
        self.smtp.sock.settimeout(CONNECT)
        if code == 250:
            return Outcome("sent", code, said(text))
        return Outcome("never" if code >= 500 else "later", code, said(text))

    def close(self):
        try:
            self.smtp.quit()
        except (OSError, smtplib.SMTPException):
            self.smtp.close()


def said(text):
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else text


def dotted(message):
    """The bytes as DATA takes them: a line that begins with a dot gets a second one (RFC 5321, 4.5.2)."""
    return message.replace(b"\r\n.", b"\r\n..")

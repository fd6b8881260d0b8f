"""A mail server on this machine, and its letters as a mail program reads them: no code of the service's own."""

from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from threading import Condition

from aiosmtpd.controller import Controller

from tests import calendars
from tests.postgres import free_port

PATIENCE = 20


class Letter:
    """One letter that arrived."""

    def __init__(self, content):
        self.message = message_from_bytes(content, policy=default)
        self.subject = self.message["Subject"]
        self.to = self.message["To"].addresses[0].addr_spec

    @property
    def text(self):
        return self.message.get_body(("plain",)).get_content().replace("\r\n", "\n")

    @property
    def html(self):
        return self.message.get_body(("html",)).get_content()

    def link(self, label):
        """The address under its label; the same stands behind the button of the HTML."""
        address = self.text.partition(f"{label}:\n")[2].split("\n")[0]
        assert address.startswith("http"), f"No link “{label}” in:\n{self.text}"
        assert f'href="{address}"' in self.html
        return address

    @property
    def calendar(self):
        """The calendar part, read as calendars read it, and the method that its type names."""
        [part] = [part for part in self.message.walk() if part.get_content_type() == "text/calendar"]
        return calendars.read(part.get_content()), part["Content-Type"].params["method"]


class Mailbox:
    """Takes every letter; the test takes each out once."""

    def __init__(self):
        self.letters = []
        self.arrival = Condition()

    async def handle_DATA(self, server, session, envelope):
        with self.arrival:
            self.letters.append(Letter(envelope.content))
            self.arrival.notify_all()
        return "250 OK"

    def take(self, address, about):
        """The letter to this address with `about` in its subject, as soon as it is there."""
        with self.arrival:
            assert self.arrival.wait_for(lambda: self.found(address, about), PATIENCE), self.nothing(address, about)
            letter = self.found(address, about)
            self.letters.remove(letter)
            return letter

    def found(self, address, about):
        return next((one for one in self.letters if one.to == address and about in one.subject), None)

    def nothing(self, address, about):
        others = "\n".join(f"{one.to}: {one.subject}" for one in self.letters)
        return f"No letter “{about}” came to {address}, but:\n{others}"


@contextmanager
def delivering():
    """Run the server for as long as the block lasts; gives its mailbox and its address for MAIL_URL."""
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield mailbox, f"smtp://127.0.0.1:{controller.port}"
    finally:
        controller.stop()

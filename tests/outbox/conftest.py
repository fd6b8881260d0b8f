"""A real SMTP server on this machine that behaves as a test tells it to."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from jinja2 import ChoiceLoader, FileSystemLoader

from tests.postgres import free_port

HANG_UP = "hang up"


class Scripted:
    """What the server does: a code for RCPT by address and one for the dot, in turn; by default it takes everything."""

    def __init__(self, recipients=None, dots=()):
        self.recipients = recipients or {}
        self.dots = list(dots)
        self.bodies = []
        self.letters = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.recipients.get(address, "250 OK")
        if answer == HANG_UP:
            server.transport.abort()
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        self.bodies.append(envelope.content)
        answer = self.dots.pop(0) if self.dots else "250 OK: queued as 4TnQ7x"
        if answer == HANG_UP:
            server.transport.abort()
        if answer.startswith("250"):
            self.letters.append(message_from_bytes(envelope.content, policy=default))
        return answer


class Latin(Controller):
    """A server without SMTPUTF8, as most were for long."""

    def factory(self):
        return SMTP(self.handler, enable_SMTPUTF8=False)


@pytest.fixture
def scripted(app, monkeypatch):
    """``scripted(dots=["451 later"])`` starts a server with that script and points MAIL_URL to it."""
    running = []

    def start(kind=Controller, **script):
        controller = kind(Scripted(**script), hostname="127.0.0.1", port=free_port())
        controller.start()
        running.append(controller)
        monkeypatch.setitem(app.config, "MAIL_URL", f"smtp://127.0.0.1:{controller.port}")
        return controller.handler

    yield start
    for controller in running:
        controller.stop()


@pytest.fixture(autouse=True)
def templates_of_tests(app, monkeypatch):
    """The letters of these tests have templates of their own."""
    ours = FileSystemLoader(Path(__file__).parent / "templates")
    monkeypatch.setattr(app, "jinja_loader", ChoiceLoader([app.jinja_loader, ours]))

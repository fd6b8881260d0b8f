"""A real mailbox of answers, and a meeting whose answers come into it."""

import os

import pytest

from tests import mailboxes, make
from tests.calendar.answers import ADDRESS, FOLDER, USER


def needs_dovecot():
    if mailboxes.DOVECOT is None or os.geteuid() != 0:
        pytest.skip("a Dovecot of our own needs Debian's package and root")


@pytest.fixture(scope="session")
def server():
    needs_dovecot()
    with mailboxes.dovecot() as running:
        yield running


@pytest.fixture
def mailbox(app, server, monkeypatch):
    """A mailbox as a mail program has it open, empty; the worker reads it."""
    for name, value in (
        ("HOST", "127.0.0.1"), ("PORT", server.port), ("USER", USER), ("PASSWORD", mailboxes.PASSWORD),
        ("FOLDER", FOLDER), ("ADDRESS", ADDRESS),
    ):  # fmt: skip
        monkeypatch.setitem(app.config, f"MAIL_REPLIES_{name}", value)
    with server.visit(USER, FOLDER) as client:
        yield client
        client.close()
        client.delete(FOLDER)


@pytest.fixture
def meeting(cast):
    return make.meeting(cast.project, cast.coordinator, cast.member)


@pytest.fixture
def put(mailbox):
    """``put(content)`` lays a letter into the mailbox."""

    def lay(content):
        assert mailbox.append(FOLDER, None, None, content)[0] == "OK"

    return lay


@pytest.fixture
def row(cast, meeting):
    return meeting.participant(cast.member.id)

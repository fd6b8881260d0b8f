"""The mailbox of answers on another machine: its line is encrypted, and the server has to prove its name."""

import pytest

from app.calendar.replies.models import ReplyMailbox
from app.db import db
from tests import mailboxes, make
from tests.calendar.answers import answer, read_anew
from tests.calendar.conftest import needs_dovecot
from workflows.meetings import Answer


@pytest.fixture(scope="module")
def server():
    needs_dovecot()
    with mailboxes.dovecot(is_encrypted=True) as running:
        yield running


@pytest.fixture(params=["TLS from the start", "STARTTLS"])
def elsewhere(request, app, mailbox, server, monkeypatch):
    """``elsewhere(host)``: the mailbox is read at this address of the server, which is none of this machine's own."""

    def be_at(host):
        monkeypatch.setitem(app.config, "MAIL_REPLIES_HOST", host)
        monkeypatch.setitem(app.config, "MAIL_REPLIES_PORT", 993 if "start" in request.param else server.port)

    be_at(server.host)
    return be_at


def trouble():
    return db.session.scalars(db.select(ReplyMailbox.trouble)).one()


def test_a_server_whose_certificate_is_trusted_is_read(elsewhere, server, meeting, row, put, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    put(answer(meeting))

    read_anew()

    assert (row.answer, trouble()) == (Answer.YES, "")


def test_a_server_whose_certificate_nobody_vouches_for_gets_no_password(elsewhere, server, meeting, row, put, as_user):
    put(answer(meeting))

    read_anew()

    said = f"the certificate of {server.host} is not trusted: self-signed certificate"
    assert (row.answer, trouble()) == (None, said)
    assert said in as_user(make.user("admin@library.example", "Бота", is_administrator=True)).get("/mail").text


def test_a_trusted_certificate_of_another_server_is_none(app, mailbox, server, meeting, row, put, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    monkeypatch.setitem(app.config, "MAIL_REPLIES_HOST", "127.0.0.2")
    put(answer(meeting))

    read_anew()

    assert row.answer is None
    assert "the certificate of 127.0.0.2 is not trusted: IP address mismatch" in trouble()

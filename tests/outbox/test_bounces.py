"""A letter that comes back is known by its return path; three times, and its reader gets none until somebody looks."""

from email.message import EmailMessage

import pytest

from app.db import db
from app.outbox import bounces, kinds
from app.outbox.sending import send_due
from tests.outbox import letters
from workflows.letters import LetterState

pytestmark = pytest.mark.real_time

REPORT = """Return-Path: <>
Delivered-To: {to}
From: MAILER-DAEMON@relay.internal
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I am sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.internal

Final-Recipient: rfc822; reader@kitaphana.internal
Action: {action}
Status: {status}
--b--
"""


@pytest.fixture(autouse=True)
def plain_letters(app, monkeypatch):
    letters.register()
    monkeypatch.setitem(app.config, "BOUNCE_ADDRESS", "bounce@library.internal")
    yield
    kinds.KINDS.pop("tests/plain")


@pytest.fixture
def sent(cast, scripted):
    """``sent(user)``: a letter that the relay took, by its number, and where it said it came from."""
    relay = scripted()
    senders = []

    async def handle_MAIL(server, session, envelope, address, options):
        envelope.mail_from = address
        senders.append(address)
        return "250 OK"

    relay.handle_MAIL = handle_MAIL

    def send(user=None, address="reader@kitaphana.internal"):
        letter_id = letters.queue(cast.project, user.email if user else address, user_id=user.id if user else None)
        send_due()
        return letter_id, senders[-1] if senders else None

    return send


def comes_back(to, action="failed", status="5.1.1"):
    bounces.take_back(REPORT.format(to=to, action=action, status=status).encode())


def test_what_comes_back_marks_its_letter(sent):
    letter_id, sender = sent()

    comes_back(sender)

    assert letters.state_of(letter_id) is LetterState.BOUNCED


@pytest.mark.parametrize(("action", "status"), [("delayed", "4.4.1"), ("failed", "4.2.2"), ("delivered", "2.0.0")])
def test_what_may_still_arrive_is_left_alone(sent, action, status):
    letter_id, sender = sent()

    comes_back(sender, action, status)

    assert letters.state_of(letter_id) is LetterState.SENT


def test_nobody_can_make_a_letter_come_back_who_did_not_get_it(sent):
    letter_id, _sender = sent()

    comes_back(f"bounce+{letter_id}.0123456789abcdef@library.internal")

    assert letters.state_of(letter_id) is LetterState.SENT


def test_an_answer_of_somebody_on_holiday_is_no_failure(sent):
    letter_id, sender = sent()
    message = EmailMessage()
    message["To"], message["Auto-Submitted"], message["Subject"] = sender, "auto-replied", "I am away"
    message.set_content("Until Monday.")

    bounces.take_back(message.as_bytes())

    assert letters.state_of(letter_id) is LetterState.SENT


def test_after_three_that_came_back_a_person_gets_no_more_letters(cast, sent):
    cast.member.email = "member@kitaphana.internal"
    db.session.commit()
    for _ in range(3):
        comes_back(sent(cast.member)[1])

    fourth, _ = sent(cast.member)

    assert letters.state_of(fourth) is LetterState.VOID
    assert not cast.member.can_get_mail


def test_after_three_that_came_back_an_address_without_an_account_gets_no_more(sent):
    for _ in range(3):
        comes_back(sent()[1])

    fourth, _ = sent()

    assert letters.state_of(fourth) is LetterState.VOID


def test_the_tick_reads_the_maildir_of_what_came_back_once(app, sent, tmp_path, monkeypatch):
    letter_id, sender = sent()
    monkeypatch.setitem(app.config, "BOUNCE_URL", f"maildir://{tmp_path}/back")
    (tmp_path / "back" / "new").mkdir(parents=True)
    (tmp_path / "back" / "new" / "1").write_text(REPORT.format(to=sender, action="failed", status="5.1.1"))

    bounces.read_bounces()

    assert letters.state_of(letter_id) is LetterState.BOUNCED
    assert list((tmp_path / "back" / "new").iterdir()) == []

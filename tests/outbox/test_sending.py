"""Letters leave once: into the Maildir, or by a real SMTP server."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller

from app.db import db
from app.outbox.models import Letter
from app.outbox.sending import send_due
from tests import calendars, make
from tests.postgres import free_port
from workflows.letters import LetterState
from workflows.meetings import MeetingState


class Sink:
    """A mail server that keeps what it gets, or answers as it is told."""

    def __init__(self, answer="250 OK"):
        self.answer = answer
        self.letters = []

    async def handle_DATA(self, server, session, envelope):
        if self.answer.startswith("250"):
            self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=default)))
        return self.answer


@pytest.fixture
def relay(app):
    """``relay(answer)`` starts a server on this machine and points the service to it."""
    running, url = [], app.config["MAIL_URL"]

    def start(answer="250 OK"):
        controller = Controller(Sink(answer), hostname="127.0.0.1", port=free_port())
        controller.start()
        running.append(controller)
        app.config["MAIL_URL"] = f"smtp://127.0.0.1:{controller.port}"
        return controller.handler

    yield start
    app.config["MAIL_URL"] = url
    for controller in running:
        controller.stop()


def announced(cast, as_user, email="member@rudny-library.kz"):
    cast.member.email = email
    meeting = make.meeting(cast.project, cast.member, state=MeetingState.DRAFT)
    as_user(cast.coordinator).post(f"/meetings/{meeting.id}/announce", data={"version": meeting.version})
    return meeting


def the_letter():
    db.session.rollback()
    return db.session.scalars(db.select(Letter)).one()


def test_a_letter_reaches_the_maildir_once(cast, as_user, app):
    announced(cast, as_user)

    send_due()
    send_due()

    folder = Path(urlsplit(app.config["MAIL_URL"]).path) / "new"
    assert the_letter().state is LetterState.SENT
    assert (folder / the_letter().message_id.strip("<>")).exists()


def test_an_invitation_arrives_with_a_calendar_that_others_read(cast, as_user, relay):
    sink = relay()
    meeting = announced(cast, as_user)

    send_due()

    [(recipients, message)] = sink.letters
    assert recipients == ["member@rudny-library.kz"]
    assert message["Auto-Submitted"] == "auto-generated"
    [part] = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "REQUEST"
    assert calendars.read(part.get_content()).vevent.uid.value == meeting.uid
    assert the_letter().state is LetterState.SENT


def test_a_refusal_for_now_is_tried_again_later(cast, as_user, relay):
    relay("451 try later")
    announced(cast, as_user)

    send_due()

    letter = the_letter()
    assert (letter.state, letter.tries) == (LetterState.QUEUED, 1)
    assert letter.next_try_at > letter.due_at


def test_a_refusal_for_ever_fails_and_is_shown(cast, as_user, relay):
    relay("554 no")
    announced(cast, as_user)

    send_due()

    letter = the_letter()
    assert letter.state is LetterState.FAILED
    page = as_user(cast.coordinator).get(f"/projects/{cast.project.id}/letters/{letter.id}")
    assert "554" in page.text


def test_no_relay_is_given_a_letter_to_a_reserved_address(cast, as_user, relay):
    sink = relay()
    announced(cast, as_user, email="member@library.example")

    send_due()

    assert sink.letters == []
    assert the_letter().state is LetterState.VOID


def test_a_relay_that_is_away_costs_the_letter_no_try(cast, as_user, app):
    url, app.config["MAIL_URL"] = app.config["MAIL_URL"], "smtp://127.0.0.1:9"
    announced(cast, as_user)

    send_due()

    app.config["MAIL_URL"] = url
    assert (the_letter().state, the_letter().tries) == (LetterState.QUEUED, 0)


def test_the_coordinator_reads_the_letter_without_the_personal_link(cast, as_user):
    announced(cast, as_user)
    send_due()

    address = f"/projects/{cast.project.id}/letters/{the_letter().id}"
    browser = as_user(cast.coordinator)
    assert "/answers/…" in browser.get(address).text
    assert "/answers/…" in browser.get(f"{address}/body").text
    assert as_user(cast.member).get(address).status_code == 403

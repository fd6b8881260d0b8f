"""A relay that refuses, stumbles or falls silent: no letter is lost, none is doubled, and what is unknown is held."""

import socket

import pytest

from app.db import db
from app.jobs.models import Installation
from app.outbox import kinds, sending
from app.outbox.channels import open_channel
from app.outbox.sending import send_due
from app.outbox.setbacks import PAUSED
from app.projects.models import Project
from tests.outbox import letters
from tests.outbox.conftest import HANG_UP, Latin
from tests.postgres import free_port
from workflows.letters import LetterState

pytestmark = pytest.mark.real_time


@pytest.fixture(autouse=True)
def plain_letters():
    letters.register()
    yield
    kinds.KINDS.pop("tests/plain")


def make_due(letter_id):
    letter = letters.read(letter_id)
    letter.next_try_at = letter.created_at
    db.session.commit()


def test_a_letter_arrives_as_it_was_written(cast, scripted):
    relay = scripted()
    letter_id = letters.queue(cast.project)

    send_due()

    [message] = relay.letters
    assert message["Message-ID"] == letters.read(letter_id).message_id
    assert "\n.A line that begins with a dot." in "\n" + message.get_body(("plain",)).get_content()
    assert letters.read(letter_id).attempts[0].relay_queue_id == "4TnQ7x"


def test_a_letter_written_while_the_sender_says_goodbye_goes_at_once(cast, app, scripted):
    relay = scripted()
    letters.queue(cast.project, "first@kitaphana.internal")
    project_id = cast.project.id

    async def handle_QUIT(server, session, envelope):
        if len(relay.letters) == 1:
            with app.app_context():
                letters.queue(db.session.get(Project, project_id), "second@kitaphana.internal")
                send_due()
        return "221 Bye"

    relay.handle_QUIT = handle_QUIT
    send_due()

    assert [message["To"] for message in relay.letters] == ["first@kitaphana.internal", "second@kitaphana.internal"]


def test_one_refused_recipient_does_not_keep_the_others_waiting(cast, scripted):
    relay = scripted(recipients={"gone@kitaphana.internal": "550 no such person"})
    gone, reader = letters.queue(cast.project, "gone@kitaphana.internal"), letters.queue(cast.project)

    send_due()

    assert letters.state_of(gone) is LetterState.FAILED
    assert letters.state_of(reader) is LetterState.SENT
    assert [message["To"] for message in relay.letters] == ["reader@kitaphana.internal"]


def test_a_line_lost_before_the_dot_is_tried_again_and_others_go_on(cast, scripted):
    relay = scripted(recipients={"odd@kitaphana.internal": HANG_UP})
    odd, reader = letters.queue(cast.project, "odd@kitaphana.internal"), letters.queue(cast.project)

    send_due()

    assert (letters.state_of(odd), letters.read(odd).tries) == (LetterState.QUEUED, 1)
    assert letters.state_of(reader) is LetterState.SENT
    assert len(relay.letters) == 1


def test_a_retry_sends_the_same_bytes(cast, scripted):
    relay = scripted(dots=["451 later"])
    letter_id = letters.queue(cast.project)
    send_due()
    assert (letters.state_of(letter_id), letters.read(letter_id).tries) == (LetterState.QUEUED, 1)
    make_due(letter_id)

    send_due()

    assert letters.state_of(letter_id) is LetterState.SENT
    assert relay.bodies[0] == relay.bodies[1]


def test_a_line_lost_at_the_dot_holds_the_letter(cast, scripted):
    relay = scripted(dots=[HANG_UP])
    letter_id = letters.queue(cast.project)

    send_due()
    send_due()

    assert letters.state_of(letter_id) is LetterState.AMBIGUOUS
    assert len(relay.bodies) == 1


def test_a_kind_that_does_no_harm_twice_is_sent_once_more_and_then_held(cast, scripted):
    letters.register(if_unknown="resend")
    relay = scripted(dots=[HANG_UP, HANG_UP])
    letter_id = letters.queue(cast.project)
    send_due()
    assert letters.state_of(letter_id) is LetterState.QUEUED
    make_due(letter_id)

    send_due()

    assert letters.state_of(letter_id) is LetterState.AMBIGUOUS
    assert len(relay.bodies) == 2


def test_a_relay_that_is_away_pauses_mail_until_a_letter_goes_through(cast, app, scripted, monkeypatch):
    letter_id = letters.queue(cast.project)
    monkeypatch.setitem(app.config, "MAIL_URL", f"smtp://127.0.0.1:{free_port()}")
    send_due()
    assert (letters.state_of(letter_id), letters.read(letter_id).tries) == (LetterState.QUEUED, 0)
    assert db.session.get(Installation, PAUSED)
    scripted()
    make_due(letter_id)

    send_due()

    db.session.rollback()
    assert letters.state_of(letter_id) is LetterState.SENT
    assert db.session.get(Installation, PAUSED) is None


def test_a_letter_that_breaks_the_sender_is_set_aside_alone(cast, scripted):
    letters.register("tests/poison", build=lambda letter: 1 / 0)
    relay = scripted()
    poison, reader = letters.queue(cast.project, about="tests/poison"), letters.queue(cast.project)
    for _ in range(3):
        make_due(poison)
        send_due()

    kinds.KINDS.pop("tests/poison")
    assert letters.state_of(poison) is LetterState.QUARANTINED
    assert letters.state_of(reader) is LetterState.SENT
    assert len(relay.letters) == 1


def test_what_stops_being_true_while_it_is_handed_over_does_not_go(cast, scripted):
    asked = []
    letters.register(still_true=lambda letter: asked.append(1) or ("not true any more" if len(asked) > 1 else None))
    relay = scripted()
    letter_id = letters.queue(cast.project)

    send_due()

    assert letters.state_of(letter_id) is LetterState.VOID
    assert relay.letters == []


def test_an_address_the_relay_cannot_write_to_fails_with_its_reason(cast, scripted):
    relay = scripted(kind=Latin)
    letter_id = letters.queue(cast.project, "дәурен@kitaphana.internal")

    send_due()

    assert letters.state_of(letter_id) is LetterState.FAILED
    assert relay.letters == []


def test_the_bytes_of_an_account_letter_are_wiped_once_it_is_sent(cast, scripted):
    letters.register(is_account=True)
    scripted()
    letter_id = letters.queue(cast.project)

    send_due()

    assert letters.read(letter_id).mime is None
    assert letters.state_of(letter_id) is LetterState.SENT


@pytest.mark.parametrize(
    "words", ["x" * 70, "4TnQ7x\0\x07", "Ж" * 3000], ids=["a long name", "controls", "a long text"]
)
def test_whatever_a_relay_says_after_taking_a_letter_it_is_sent_once(cast, scripted, words):
    relay = scripted(dots=[f"250 OK: queued as {words}"])
    letter_id = letters.queue(cast.project)

    send_due()
    make_due(letter_id)
    send_due()

    assert letters.state_of(letter_id) is LetterState.SENT
    assert len(relay.bodies) == 1


def test_a_letter_whose_record_fails_past_the_dot_is_held_and_not_sent_again(cast, scripted):
    """The kind vanishes while the relay takes the letter, so that writing down what came of it breaks."""
    relay = scripted()
    letter_id = letters.queue(cast.project)
    take = relay.handle_DATA

    async def handle_DATA(server, session, envelope):
        letters.register(if_unknown=1, is_account=Breaks())
        return await take(server, session, envelope)

    relay.handle_DATA = handle_DATA
    send_due()
    letters.register()
    make_due(letter_id)
    send_due()

    assert letters.state_of(letter_id) is LetterState.AMBIGUOUS
    assert len(relay.bodies) == 1


class Breaks:
    """A fault that nobody thought of: it shows only when asked."""

    def __bool__(self):
        raise RuntimeError("nobody thought of this")


def test_over_several_connections_every_letter_goes_once(cast, scripted, monkeypatch):
    relay = scripted()
    monkeypatch.setattr(sending, "AT_ONCE", 8)
    queued = [letters.queue(cast.project, f"reader{n}@kitaphana.internal") for n in range(50)]

    send_due()

    assert {letters.state_of(letter_id) for letter_id in queued} == {LetterState.SENT}
    assert sorted(message["To"] for message in relay.letters) == sorted(letters.read(one).address for one in queued)


def test_the_dot_does_not_wait_for_the_relays_machine_to_confirm_the_body(app, scripted):
    scripted()
    channel = open_channel(app.config["MAIL_URL"])

    channel.connect()

    assert channel.smtp.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    channel.close()

"""A relay that takes verbs together (RFC 2920) is told them together, and a refusal of any of them is understood."""

import pytest

from app.outbox import kinds
from app.outbox.sending import send_due
from tests.outbox import letters
from workflows.letters import LetterState

pytestmark = pytest.mark.real_time
GONE, READER = "gone@kitaphana.internal", "reader@kitaphana.internal"


@pytest.fixture(autouse=True)
def plain_letters():
    letters.register()
    yield
    kinds.KINDS.pop("tests/plain")


@pytest.fixture
def relay(scripted):
    """``relay(dots=["451 later"])``: the scripted server, which says that it takes verbs together."""

    def start(**script):
        running = scripted(**script)
        running.hellos = []

        async def handle_EHLO(server, session, envelope, name, answers):
            session.host_name = name
            running.hellos.append(name)
            return [answers[0], "250-PIPELINING", *answers[1:]]

        running.handle_EHLO = handle_EHLO
        return running

    return start


def test_letters_arrive_over_one_connection(cast, relay):
    taking = relay()
    for n in range(3):
        letters.queue(cast.project, f"reader{n}@kitaphana.internal")

    send_due()

    assert [message["To"] for message in taking.letters] == [f"reader{n}@kitaphana.internal" for n in range(3)]
    assert len(taking.hellos) == 1


def test_a_refused_recipient_fails_alone_and_the_connection_goes_on(cast, relay):
    taking = relay(recipients={GONE: "550 no such person"})
    gone, reader = letters.queue(cast.project, GONE), letters.queue(cast.project, READER)

    send_due()

    assert letters.state_of(gone) is LetterState.FAILED
    assert "no such person" in letters.read(gone).reason
    assert letters.state_of(reader) is LetterState.SENT
    assert len(taking.hellos) == 1


def test_a_relay_that_would_take_a_letter_to_nobody_is_hung_up_on(cast, relay):
    taking = relay()

    async def handle_RCPT(server, session, envelope, address, options):
        envelope.rcpt_tos.append(address)
        return "550 no such person" if address == GONE else "250 OK"

    taking.handle_RCPT = handle_RCPT
    gone, reader = letters.queue(cast.project, GONE), letters.queue(cast.project, READER)

    send_due()

    assert letters.state_of(gone) is LetterState.FAILED
    assert letters.state_of(reader) is LetterState.SENT
    assert [message["To"] for message in taking.letters] == [READER]
    assert len(taking.hellos) == 2


def test_a_refused_sender_pauses_mail_and_costs_the_letter_no_try(cast, relay):
    taking = relay()

    async def handle_MAIL(server, session, envelope, address, options):
        return "451 not from you now"

    taking.handle_MAIL = handle_MAIL
    letter_id = letters.queue(cast.project, READER)

    send_due()

    assert (letters.state_of(letter_id), letters.read(letter_id).tries) == (LetterState.QUEUED, 0)
    assert taking.letters == []


def test_a_temporary_no_to_data_is_tried_again(cast, relay):
    taking = relay(dots=["451 later"])
    letter_id = letters.queue(cast.project, READER)

    send_due()

    assert (letters.state_of(letter_id), letters.read(letter_id).tries) == (LetterState.QUEUED, 1)
    assert taking.letters == []

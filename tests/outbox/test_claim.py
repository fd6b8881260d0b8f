"""Leases and claim numbers: one worker a letter, and what a dead one left is found again."""

from datetime import timedelta
from functools import partial
from threading import Barrier, Thread

import pytest

from app.outbox import kinds
from app.outbox.attempts import reach_dot
from app.outbox.channels import open_channel
from app.outbox.claim import change, claim_due
from app.outbox.freeze import freeze
from app.outbox.sending import send_due
from app.outbox.together import Together
from tests.outbox import letters
from workflows.letters import LetterState


@pytest.fixture(autouse=True)
def plain_letters():
    letters.register()
    yield
    kinds.KINDS.pop("tests/plain")


def test_of_many_workers_at_once_one_gets_the_letter(cast, app):
    letters.queue(cast.project)
    together, won = Barrier(4), []

    def work():
        with app.app_context():
            together.wait()
            won.extend(claim_due(1))

    workers = [Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert [held.number for held in won] == [1]


def test_a_worker_thought_dead_changes_nothing_afterwards(cast, post_office, clock):
    letter_id = letters.queue(cast.project)
    [late] = claim_due(1)
    clock.shift(timedelta(minutes=2))

    arrived = post_office()

    assert len(arrived) == 1
    assert not change(late, "put_back")
    assert letters.state_of(letter_id) is LetterState.SENT


def test_a_letter_cut_off_at_the_dot_is_judged_by_the_maildir(app, cast, post_office, clock):
    letter_id = letters.queue(cast.project)
    channel = open_channel(app.config["MAIL_URL"])
    [frozen] = freeze(claim_due(1), channel)
    assert Together().now(partial(reach_dot, frozen, channel))
    clock.shift(timedelta(minutes=16))

    arrived = post_office()

    assert [message["Message-ID"] for message in arrived] == [frozen.message_id]
    assert letters.state_of(letter_id) is LetterState.SENT


def test_a_letter_cut_off_at_a_relays_dot_is_held(app, cast, scripted, clock):
    scripted()
    letter_id = letters.queue(cast.project)
    channel = open_channel(app.config["MAIL_URL"])
    [frozen] = freeze(claim_due(1), channel)
    assert Together().now(partial(reach_dot, frozen, channel))
    clock.shift(timedelta(minutes=16))

    send_due()

    assert letters.state_of(letter_id) is LetterState.AMBIGUOUS

"""No more letters leave in a minute than are set, altogether and to one domain; the rest wait for the next."""

from datetime import timedelta

import pytest

from app.outbox import kinds
from tests.outbox import letters


@pytest.fixture(autouse=True)
def plain_letters():
    letters.register()
    yield
    kinds.KINDS.pop("tests/plain")


def test_what_is_too_much_for_a_minute_goes_in_the_next(cast, app, post_office, clock, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_PER_MINUTE", 3)
    for _ in range(5):
        letters.queue(cast.project)

    sent = [len(post_office())]
    sent.append(len(post_office()))
    clock.shift(timedelta(minutes=1))
    sent.append(len(post_office()))

    assert sent == [3, 0, 2]


def test_one_domains_limit_does_not_keep_others_waiting(cast, app, post_office, clock, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_PER_DOMAIN", 2)
    for address in ("a@one.internal", "b@one.internal", "c@ONE.internal", "d@two.internal"):
        letters.queue(cast.project, address)

    first = {message["To"] for message in post_office()}
    clock.shift(timedelta(minutes=1))
    then = {message["To"] for message in post_office()}

    assert first == {"a@one.internal", "b@one.internal", "d@two.internal"}
    assert then == {"c@ONE.internal"}

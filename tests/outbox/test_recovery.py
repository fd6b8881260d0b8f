"""What workers that died or stumbled left behind is all taken up at the next look."""

from datetime import timedelta
from functools import partial

import pytest

from app import clock as time
from app.db import db
from app.outbox import kinds
from app.outbox.attempts import reach_dot
from app.outbox.channels import open_channel
from app.outbox.claim import claim_due
from app.outbox.evidence import log_of_relay
from app.outbox.freeze import freeze
from app.outbox.models import Letter
from app.outbox.recovery import PAGE, recover
from app.outbox.setbacks import set_aside
from app.outbox.together import Together
from tests.outbox import letters
from tests.postgres import free_port
from workflows.letters import LetterState


@pytest.fixture(autouse=True)
def plain_letters():
    letters.register()
    yield
    kinds.KINDS.pop("tests/plain")


@pytest.fixture
def log(app, monkeypatch, tmp_path):
    """The log of a relay, to which lines of its are added."""
    monkeypatch.setitem(app.config, "MAIL_URL", f"smtp://127.0.0.1:{free_port()}")
    monkeypatch.setitem(app.config, "MAIL_LOG", str(tmp_path / "mail.log"))
    log_of_relay().path.write_text("Nov 27 03:00:00 relay postfix/master[1]: daemon started\n")

    def add(*lines):
        with log_of_relay().path.open("a") as file:
            file.writelines(f"Nov 27 03:00:01 relay postfix/{line}\n" for line in lines)

    return add


def at_dot(app):
    """The letter that is due, brought to its dot."""
    channel = open_channel(app.config["MAIL_URL"])
    [frozen] = freeze(claim_due(1), channel)
    assert Together().now(partial(reach_dot, frozen, channel))
    return frozen


def taken(message_id):
    """What a relay says of a letter that it takes."""
    return (
        "smtpd[7]: AAAAAA: client=unknown[127.0.0.1]",
        f"cleanup[8]: AAAAAA: message-id={message_id}",
        "qmgr[9]: AAAAAA: from=<a@b>, size=1, nrcpt=1 (queue active)",
    )


def test_however_many_letters_dead_workers_held_all_wait_again_at_once(app, cast, clock):
    number = 2 * PAGE + 1
    letters.queue(cast.project)
    copied = {column.name: column for column in Letter.__table__.columns if column.name != "id"}
    rows = db.session.execute(db.select(*copied.values())).mappings().all()
    more = [dict(rows[0], dedupe_key=f"k{n}", message_id=f"<{n}@tests>") for n in range(1, number)]
    db.session.execute(db.insert(Letter), more)
    db.session.commit()
    assert len(claim_due(number)) == number
    clock.shift(timedelta(minutes=2))

    recover(open_channel(app.config["MAIL_URL"]))

    left = db.session.execute(db.select(Letter.state, db.func.count()).group_by(Letter.state)).all()
    assert left == [(LetterState.QUEUED, number)]


def test_a_letter_that_broke_the_sender_after_its_dot_is_looked_for_in_the_log(app, cast, log):
    letter_id = letters.queue(cast.project)
    letter = at_dot(app)
    set_aside(letter.claim)
    assert letters.state_of(letter_id) is LetterState.AMBIGUOUS
    log(*taken(letter.message_id))

    recover(open_channel(app.config["MAIL_URL"]))

    assert letters.state_of(letter_id) is LetterState.SENT


def test_a_letter_whose_worker_died_at_the_dot_goes_again_when_the_relay_says_that_it_was_cut_off(
    app, cast, log, clock
):
    letter_id = letters.queue(cast.project)
    letter = at_dot(app)
    clock.shift(timedelta(minutes=16))
    begun, read, _active = taken(letter.message_id)
    log(begun, read, "smtpd[7]: lost connection after DATA (1 bytes) from unknown[127.0.0.1]")

    recover(open_channel(app.config["MAIL_URL"]))

    found = letters.read(letter_id)
    assert (found.state, found.next_try_at <= time.now()) == (LetterState.QUEUED, True)

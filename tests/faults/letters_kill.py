"""Workers are killed while they send: nothing is lost or doubled, and nothing unknown where the relay's log is read.

Run alone: ``python -m tests.faults.letters_kill [--short] [--database sqlite|postgresql] [--letters N] [--rounds N]``.
"""

import random
import sys
import time
from collections import Counter
from datetime import timedelta

from aiosmtpd.controller import Controller

from app.outbox import sending
from tests import relays
from tests.faults import letters_world as world
from tests.postgres import free_port

WORKERS = 3
LONG, SHORT = 10_000, 200
ROUNDS = 3
#: More than a lease at the dot; and as far as the clock may run ahead, well before a reminder is missed.
LEASES_OVER, AHEAD = timedelta(minutes=16), timedelta(hours=3)


class Mailbox:
    """A relay that keeps every Message-ID it accepted: the ledger beside the database where there is no log."""

    def __init__(self):
        self.taken = Counter()

    async def handle_DATA(self, server, session, envelope):
        [line] = [
            line for line in envelope.content.split(b"\r\n\r\n")[0].split(b"\r\n") if line.startswith(b"Message-ID")
        ]
        self.taken[line.partition(b":")[2].strip().decode()] += 1
        return "250 OK"


def kill_while_sending(settings, seed, at_most, pace):
    """Three workers, one of them killed after each 0.2 to 2 seconds, until nothing waits.

    Gives the kills, and by how much the workers' clock was ahead in the end: when all that waits is held by dead
    workers, the next ones begin when every lease is over. A kill waits until a letter is under way; `pace` shortens
    the pauses where there are few letters.
    """
    chance, kills, ahead, ends = random.Random(seed), 0, timedelta(), time.monotonic() + at_most
    workers = [world.worker(settings) for _ in range(WORKERS)]
    while world.in_child(world.count_waiting, settings) and time.monotonic() < ends and ahead < AHEAD:
        time.sleep(chance.uniform(0.2, 2) * pace)
        world.in_child(wait_for_a_claim, settings)
        victims = [chance.randrange(WORKERS)]
        if not world.in_child(can_go_on, settings, ahead):
            victims, ahead = list(range(WORKERS)), ahead + LEASES_OVER
        for victim in victims:
            world.stopped(workers[victim])
            workers[victim] = world.worker(settings, ahead)
        kills += len(victims)
    for child in workers:
        world.stopped(child)
    return kills, ahead


def wait_for_a_claim(settings):
    """Until a letter is claimed or at its dot, or none is left to claim."""
    from app.db import db
    from app.outbox.models import Letter
    from workflows.letters import LetterState

    under_way = Letter.state.in_([LetterState.CLAIMED, LetterState.TRANSMITTING])
    with world.app_of(settings).app_context():
        while not db.session.scalar(db.select(Letter.id).where(under_way).limit(1)) and world.waiting():
            db.session.rollback()
            time.sleep(0.01)


def can_go_on(settings, ahead):
    """Whether a letter waits that a worker could take now; those whose worker was killed wait for their lease."""
    with world.later(ahead), world.app_of(settings).app_context():
        return not world.is_idle()


def with_evidence(database, letters, seed):
    """Postfix and its log."""
    with relays.postfix() as relay:
        given = {"MAIL_URL": relay.url, "MAIL_LOG": str(relay.log)}
        with world.installation(database, **given) as settings:
            figures = one_run(settings, letters, seed)
            time.sleep(1)
            return figures | world.compared(world.in_child(world.states, settings), world.taken_by(relay))


def without_evidence(database, letters, seed):
    """A relay that tells nothing of what it did with a letter."""
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        with world.installation(database, MAIL_URL=f"smtp://127.0.0.1:{controller.port}") as settings:
            figures = one_run(settings, letters, seed)
            return figures | world.compared(world.in_child(world.states, settings), mailbox.taken)
    finally:
        controller.stop()


def one_run(settings, letters, seed):
    written = world.in_child(world.write_reminders, settings, letters)
    assert written == letters, f"{written} reminders are due instead of {letters}"
    is_long = letters > 1000
    with world.batches_of(sending.AT_ONCE if is_long else 4):
        kills, ahead = kill_while_sending(settings, seed, at_most=max(60, letters), pace=1 if is_long else 0.05)
    world.recover_all(settings, ahead)
    return {"kills": kills}


def between_statements(database, step):
    """A worker dies after each n-th statement of the protocol, until one lives through it all.

    Each begins when the leases of the one before it on letters not yet at their dot have run out.
    """
    total: Counter = Counter()
    with relays.postfix() as relay:
        given = {"MAIL_URL": relay.url, "MAIL_LOG": str(relay.log)}
        with world.installation(database, **given) as settings:
            world.in_child(world.write_reminders, settings, 120 if step > 1 else 2_000)
            at = 1
            while not survives(settings, at, timedelta(seconds=70) * (at // step)) and at < 400:
                at += step
            world.recover_all(settings)
            time.sleep(1)
            total.update(world.compared(world.in_child(world.states, settings), world.taken_by(relay)))
    return {"places": at // step, **total}


def survives(settings, at, shift):
    child = world.worker(settings, shift, until_idle=True, die_at=at)
    child.join(120)
    return child.exitcode == 0


def holds(name, figures):
    world.shown(name, figures)
    return world.is_well(figures) and (figures["unknown"] == 0 or name.endswith("without_evidence"))


def run(database, letters, rounds, step):
    """The figures of every round of each form of the drill, as it ends."""
    for seed in range(rounds):
        yield "letters_kill.with_evidence", with_evidence(database, letters, seed)
    for seed in range(rounds):
        yield "letters_kill.without_evidence", without_evidence(database, letters, seed)
    yield "letters_kill.between_statements", between_statements(database, step)


def main():
    asked = world.options(__doc__, rounds=int)
    letters = asked.letters or (SHORT if asked.short else LONG)
    rounds = asked.rounds or (1 if asked.short else ROUNDS)
    total: Counter = Counter()
    held = True
    for name, figures in run(asked.database, letters, rounds, step=9 if asked.short else 1):
        held &= holds(name, figures)
        total.update(figures)
    world.shown("letters_kill", {"database": asked.database, **total})
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())

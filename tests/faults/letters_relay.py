"""A relay that refuses at each verb, hangs up, hangs, drips, restarts or is away: no letter is lost, none doubled.

Run alone: ``python -m tests.faults.letters_relay [--short] [--database sqlite|postgresql] [--letters N]``.
"""

import sys
import time
from collections import Counter
from datetime import timedelta

from tests import relays
from tests.faults import letters_world as world
from tests.faults.rude_relay import RudeRelay

LONG, SHORT = 500, 20
#: What the relay does with its first letters, before it behaves.
BEHAVIOUR = (
    "refuses the connection",
    "421 at the greeting",
    "4xx at EHLO",
    "4xx at MAIL",
    "4xx at RCPT",
    "4xx at DATA",
    "4xx after the dot",
    "hangs up at MAIL",
    "hangs up at RCPT",
    "hangs up at DATA",
    "hangs up in the body",
    "hangs up at the dot",
    "accepts and hangs up",
    "accepts and falls silent",
    "nonsense after the dot",
    "drips",
    "5xx at RCPT",
    "5xx after the dot",
)
SHORT_BEHAVIOUR = (
    "4xx at MAIL",
    "hangs up at DATA",
    "accepts and hangs up",
    "4xx after the dot",
    "5xx at RCPT",
    "drips",
)
#: These the relay has refused for good, which is no loss: the coordinator sees them as failed.
FOR_GOOD = ("5xx at RCPT", "5xx after the dot")


def against(database, letters, behaviour):
    """A rude relay for the first third of the letters, then a well-mannered one; an hour passes between tries."""
    relay = RudeRelay(behaviour, rude_for=max(1, letters // 3))
    with relay.running() as url, world.installation(database, MAIL_URL=url) as settings:
        world.in_child(world.write_reminders, settings, letters)
        try_for(settings, (0, 2, 10, 70, 140), relay)
        states = world.in_child(world.states, settings)
    return {**world.compared(without_failed(states), relay.taken), "failed": list(states.values()).count("FAILED")}


def without_failed(states):
    return {message_id: state for message_id, state in states.items() if state != "FAILED"}


def try_for(settings, minutes, relay):
    """Let a worker send at each of these minutes from now, for as long as something is due then."""
    for minute in minutes:
        child = world.worker(settings, timedelta(minutes=minute), until_idle=True)
        child.join(25)
        world.stopped(child)
        relay.mind_your_manners()


def away_for_six_hours(database, letters):
    """Nobody listens for six hours of the clock, then a real Postfix does."""
    with relays.postfix() as relay:
        nobody = {"MAIL_URL": "smtp://127.0.0.1:9"}
        with world.installation(database, **nobody) as settings:
            world.in_child(world.write_reminders, settings, letters)
            for hour in (0, 3, 6):
                child = world.worker(settings, timedelta(hours=hour), until_idle=True)
                child.join(8)
                world.stopped(child)
            back = {**settings, "MAIL_URL": relay.url}
            child = world.worker(back, timedelta(hours=6, minutes=30), until_idle=True)
            child.join(600)
            time.sleep(1)
            return world.compared(world.in_child(world.states, settings), world.taken_by(relay))


def restarts(database, letters):
    """A real Postfix is stopped and started while it takes letters; its log decides where it can."""
    with relays.postfix() as relay:
        given = {"MAIL_URL": relay.url, "MAIL_LOG": str(relay.log)}
        with world.installation(database, **given) as settings:
            world.in_child(world.write_reminders, settings, letters)
            child = world.worker(settings)
            for _ in range(2):
                time.sleep(1)
                relay.tell("abort")
                relay.tell("start")
            time.sleep(2)
            world.stopped(child)
            world.recover_all(settings)
            time.sleep(1)
            return world.compared(world.in_child(world.states, settings), world.taken_by(relay))


def run(database, letters, behaviours):
    """Figures of each form of the drill, as it ends."""
    for one in behaviours:
        yield f"letters_relay.{one.replace(' ', '_')}", against(database, letters, one)
    yield "letters_relay.away_for_six_hours", away_for_six_hours(database, letters)
    yield "letters_relay.restarts", restarts(database, letters)


def main():
    asked = world.options(__doc__)
    letters = asked.letters or (SHORT if asked.short else LONG)
    total: Counter = Counter()
    for name, one in run(asked.database, letters, SHORT_BEHAVIOUR if asked.short else BEHAVIOUR):
        world.shown(name, one)
        total.update(one)
    world.shown("letters_relay", {"database": asked.database, **total})
    return 0 if world.is_well(total) else 1


if __name__ == "__main__":
    sys.exit(main())

"""Ten thousand reminders are due in the same minute: how late is the last of them, and how many leave in a second?

Run alone: ``python -m tests.faults.letters_burst [--short] [--database sqlite|postgresql] [--letters N]``.
"""

import resource
import sys
import time

from tests import relays
from tests.faults import letters_world as world

LONG, SHORT = 10_000, 100
WORKERS = 2
#: Seconds that the ninety-ninth of a hundred letters may wait, on two cores with nothing else to do.
BAR = 60


def burst(database, letters):
    """Two workers and a real Postfix, from the reminders that the tick has written to the last letter recorded."""
    with relays.postfix() as relay, world.installation(database, MAIL_URL=relay.url) as settings:
        written = world.in_child(world.write_reminders, settings, letters)
        began, spent = time.time(), cpu()
        workers = [world.worker(settings, until_idle=True) for _ in range(WORKERS)]
        for child in workers:
            child.join(3600)
        took, spent = time.time() - began, cpu() - spent
        time.sleep(1)
        late = world.in_child(lateness, settings, began)
        found = world.compared(world.in_child(world.states, settings), world.taken_by(relay))
    speed = {"per_second": round(letters / took, 1), "cpu_ms": round(1000 * spent / letters, 2)}
    return {**found, "written": written, **speed, "p50": late[0], "p99": late[1]}


def cpu():
    """Seconds of CPU that the processes begun here and ended have used: of the workers, not of Postfix."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def lateness(settings, began):
    """Seconds from the burst's beginning to each letter's record: the median, and the ninety-ninth of a hundred."""
    from app.db import db
    from app.outbox.models import Letter

    with world.app_of(settings).app_context():
        sent = sorted(at.timestamp() - began for at in db.session.scalars(db.select(Letter.sent_at)) if at)
        return [round(sent[len(sent) // 2], 1), round(sent[int(len(sent) * 0.99)], 1)] if sent else [-1, -1]


def holds_up(found):
    """Whether every letter has gone once, however late."""
    return world.is_well(found) and not found["unknown"]


def main():
    asked = world.options(__doc__)
    found = burst(asked.database, asked.letters or (SHORT if asked.short else LONG))
    world.shown("letters_burst", {"database": asked.database, **found})
    return 0 if holds_up(found) and found["p99"] <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())

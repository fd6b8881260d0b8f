"""The clock is set while reminders wait: by an hour, a day, back by five minutes. Nothing is lost, doubled or early.

Run alone: ``python -m tests.faults.letters_clock [--short] [--database sqlite|postgresql] [--letters N]``.
"""

import sys
from collections import Counter
from datetime import UTC, datetime, timedelta

import time_machine

from tests import make
from tests.faults import letters_world as world

LEAPS = (timedelta(hours=1), timedelta(hours=-1), timedelta(days=1), timedelta(days=-1), timedelta(minutes=-5))
LONG, SHORT = 2_000, 40
#: How long the clock stays wrong, in minutes as the worker counts them.
WRONG_FOR = 30
START = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


def run_through(settings, letters, leap):
    """A day and a half of ticks around a meeting's two reminders, with the clock wrong for half an hour in between."""
    from app.db import begin_write, db
    from app.outbox import holds
    from app.outbox.models import Letter

    at = START
    with time_machine.travel(at, tick=False) as travel:
        app = world.app_of(settings)
        with app.app_context():
            starts = at + timedelta(hours=25)
            fill(letters, starts)
            for minute in range(0, 26 * 60, 10):
                at = START + timedelta(minutes=minute)
                wrong = leap if 20 <= minute < 20 + WRONG_FOR else timedelta()
                travel.move_to(at + wrong)
                tick()
                if minute == 20 + WRONG_FOR and holds.held():
                    begin_write()
                    holds.release()
                    db.session.commit()
            rows = db.session.execute(db.select(Letter.state, Letter.dedupe_key, Letter.due_at, Letter.sent_at)).all()
            return [(row.state.name, row.dedupe_key, row.due_at, row.sent_at) for row in rows]


def fill(letters, starts):
    coordinator = make.user("coordinator@kitaphana.internal")
    people = [make.user(f"reader{n}@kitaphana.internal") for n in range(20)]
    project = make.project(coordinator, members=people[:9], observers=people[9:])
    for _ in range(0, letters, 20):
        world.make_meeting(project, people, starts)


def tick():
    """What the worker does each minute; the clock that nobody sets runs on by ten minutes meanwhile."""
    from app import clock
    from app.outbox import holds
    from app.outbox.sending import send_due
    from app.reminders.actions import plan_reminders

    if holds.seen:
        holds.seen["ran"] = clock.elapsed() - 600
    plan_reminders()
    send_due()


def figures(letters, rows):
    """Each reader's reminders of a day and of an hour before, once each; early is what left before it was due."""
    states = Counter(state for state, *_ in rows)
    sent = [(due, at) for state, _key, due, at in rows if state == "SENT"]
    return {
        "letters": len(rows),
        "lost": max(0, 2 * letters - states["SENT"] - states["MISSED"]),
        "missed": states["MISSED"],
        "doubled": len(rows) - len({key for _state, key, *_ in rows}),
        "unknown": states["AMBIGUOUS"],
        "waiting": states["QUEUED"] + states["CLAIMED"] + states["TRANSMITTING"],
        "far_too_early": sum(at < due - timedelta(hours=2) for due, at in sent),
    }


def run(database, letters, leaps=LEAPS):
    """Figures of each leap."""
    found = {}
    for leap in leaps:
        with world.installation(database) as settings:
            rows = world.in_child(run_through, settings, letters, leap)
        found[f"letters_clock.{leap.total_seconds() / 3600:+.2f}h"] = figures(letters, rows)
    return found


def holds_up(one):
    return not (
        one["lost"] or one["missed"] or one["doubled"] or one["unknown"] or one["waiting"] or one["far_too_early"]
    )


def main():
    asked = world.options(__doc__)
    letters = asked.letters or (SHORT if asked.short else LONG)
    found = run(asked.database, letters)
    for name, one in found.items():
        world.shown(name, one)
    total: Counter = Counter()
    for one in found.values():
        total.update(one)
    world.shown("letters_clock", {"database": asked.database, **total})
    return 0 if all(map(holds_up, found.values())) else 1


if __name__ == "__main__":
    sys.exit(main())

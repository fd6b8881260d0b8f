"""Whoever handles files is killed at any point: what is left is old or new, never half, and goes on to the end.

Run alone: ``python -m tests.faults.files_kill [--short] [--database sqlite|postgresql] [--kills N]``.
"""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta

from flask import current_app

from app import clock, verifying
from app.config import ROOT
from app.files import sweeping
from app.files.uploads import growing
from app.files.uploads.sweeping import sweep_uploads
from app.jobs import running
from app.materials.imports import bringing, long
from tests.faults import file_deeds
from tests.faults import letters_world as world
from tests.faults.file_deeds import DEEDS

LONG, SHORT = 500, 15
#: What reaches the disk, the database or another process: before and after each of these somebody may be killed.
TELLING = {
    *("write", "writelines", "flush", "fsync", "truncate", "rename", "link", "unlink", "mkdir", "open", "flock"),
    *("execute", "executemany", "commit", "rollback", "fork_exec", "read", "readinto", "copyfileobj", "close"),
}
#: Past a job's lease; and past the day after which bytes without a row go.
LEASE_OVER, DAYS_LATER = timedelta(minutes=6), timedelta(days=9)


def killed_at(settings, deed, number, at):
    """Do it in a process that is killed at its `at`-th telling step; gives how many steps there were, or None."""
    steps = world.FORK.SimpleQueue()
    child = world.FORK.Process(target=counted, args=(settings, deed, number, at, steps))
    child.start()
    child.join()
    return steps.get() if child.exitcode == 0 else None


def counted(settings, deed, number, at, steps):
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    world.quiet()
    taken = [0]

    def step(_frame, event, called):
        if event in ("c_call", "c_return") and getattr(called, "__name__", "") in TELLING:
            taken[0] += 1
            if taken[0] == at:
                os.kill(os.getpid(), signal.SIGKILL)

    with app_of(settings).app_context():
        sys.setprofile(step)
        DEEDS[deed].do(app_of(settings), number)
        sys.setprofile(None)
    steps.put(taken[0])


def app_of(settings):
    """The app as scripts without a page's token use it, with pieces small enough to be killed between."""
    app = world.app_of(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    growing.PIECE = 64 * 1024
    long.AT_ONCE, bringing.PIECE, running.PAUSE = 6, 3, 0
    return app


def inside(settings, work, *args, ahead=timedelta()):
    """What `work(*args)` gives in a process of its own, in the app's context, by a clock that is ahead."""
    return world.in_child(in_context, settings, work, args, ahead)


def in_context(settings, work, args, ahead):
    world.quiet()
    with world.later(ahead), app_of(settings).app_context():
        return work(*args)


def fill(settings):
    file_deeds.fill(app_of(settings))


def before(settings, deed, number):
    DEEDS[deed].before(app_of(settings), number)


def found(settings, deed, number):
    """How many things of the deed there are, what `verify` says, and whether they are right where all are there."""
    made, wrong = DEEDS[deed].made(number), list(verifying.verify())
    return made, wrong, made != DEEDS[deed].whole or DEEDS[deed].is_right(app_of(settings), number)


def go_on(settings, deed, number):
    DEEDS[deed].do(app_of(settings), number)


def sweep_all():
    """What the ticks of days do; gives the bytes that are left without a row, and those of uploads."""
    sweeping.sweep_pending()
    sweep_uploads()
    storage = current_app.extensions["storage"]
    storage.forget_broken_off(clock.now() - sweeping.ABANDONED_AFTER)
    for part in verifying.PARTS:
        sweeping.sweep_part(part)
    return list(storage.arriving.iterdir())


def run(kills, database="sqlite", seed=0):
    """The figures of so many kills, and what came of each."""
    chance, figures = random.Random(seed), Counter()
    with world.installation(database) as settings:
        inside(settings, fill, settings)
        steps, number = {}, 0
        while figures["kills"] < kills:
            deed = list(DEEDS)[number % len(DEEDS)]
            number += 1
            inside(settings, before, settings, deed, number)
            at = chance.randint(1, steps[deed]) if deed in steps else 0
            lived = killed_at(settings, deed, number, at)
            if lived:
                steps.setdefault(deed, lived)
            figures["kills"] += lived is None
            figures += judged(settings, deed, number, lived)
        figures["left_behind"] = len(inside(settings, sweep_all, ahead=DAYS_LATER))
        figures["wrong"] += len(inside(settings, lambda: list(verifying.verify()), ahead=DAYS_LATER))
        figures["verify_failed"] = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", "verify"],
            cwd=ROOT,
            env={**os.environ, **settings},
            capture_output=True,
        ).returncode
    return {name: figures[name] for name in FIGURES}


FIGURES = ("kills", "old", "new", "half", "wrong", "not_finished", "left_behind", "verify_failed")


def judged(settings, deed, number, lived):
    """Old, new or half after the kill; and whether it goes on to the end."""
    whole = DEEDS[deed].whole
    made, wrong, is_right = inside(settings, found, settings, deed, number)
    may_stand = made in (0, whole) or DEEDS[deed].is_long
    figures = Counter(wrong=len(wrong), half=not (may_stand and is_right))
    if lived is None:
        figures[{0: "old", whole: "new"}.get(made, "half_made")] += 1
    inside(settings, go_on, settings, deed, number, ahead=LEASE_OVER)
    made, wrong, is_right = inside(settings, found, settings, deed, number)
    return figures + Counter(wrong=len(wrong), not_finished=not (made == whole and is_right))


def holds(figures):
    bad = ("half", "wrong", "not_finished", "left_behind", "verify_failed")
    return not any(figures[name] for name in bad)


def main():
    asked = world.options(__doc__, kills=int)
    figures = run(asked.kills or (SHORT if asked.short else LONG), asked.database)
    world.shown("files_kill", {"database": asked.database, **figures})
    return 0 if holds(figures) else 1


if __name__ == "__main__":
    sys.exit(main())

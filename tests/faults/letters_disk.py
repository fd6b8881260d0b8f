"""The disk is full while letters are sent, several times over: nothing is lost or doubled, and it goes on by itself.

Run alone: ``python -m tests.faults.letters_disk [--short] [--letters N]``. On SQLite alone, whose file, log and Maildir
lie on a small disk of their own; it needs root to mount one.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager, suppress
from pathlib import Path

from tests import relays
from tests.faults import letters_world as world

LONG, SHORT = 2_000, 60
#: How often the disk fills up while letters wait; a letter takes up to so many bytes of it, its log with it.
TIMES, TAKES = 6, 20_000


class Disk:
    """A small file system with a file in it that takes the room."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.ballast = self.folder / "ballast"

    def fill(self, but):
        """Leave no more than so many bytes free, however the others write meanwhile."""
        size = os.statvfs(self.folder).f_frsize
        with self.ballast.open("ab", buffering=0) as file:
            while (free := os.statvfs(self.folder).f_bavail * size - but) > 0:
                with suppress(OSError):
                    os.posix_fallocate(file.fileno(), os.fstat(file.fileno()).st_size, max(size, free // 2))

    def clear(self):
        self.ballast.unlink(missing_ok=True)


@contextmanager
def small_disk(megabytes):
    folder = tempfile.mkdtemp(prefix="shezhire-disk-", dir="/tmp")
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], check=True)
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
        os.rmdir(folder)


def full_disk(letters, seed, **given):
    """One worker, the disk filled again and again; gives the letters' states, what lies in the Maildir, and figures.

    Those are how often letters waited for room, and how often `/readyz` said why.
    """
    with (
        small_disk(16 + letters // 50) as disk,
        world.installation("sqlite", DATA_DIR=str(disk.folder), **given) as here,
    ):
        written = world.in_child(world.write_reminders, here, letters)
        assert written == letters, f"{written} reminders are due instead of {letters}"
        chance, said, full = random.Random(seed), Counter(), 0
        child = world.worker(here)
        for _ in range(TIMES):
            disk.clear()
            disk.fill(but=chance.randrange(letters * TAKES // TIMES))
            time.sleep(1)
            full += world.in_child(world.count_waiting, here) > 0
            said.update(world.in_child(what_readyz_says, here))
        disk.clear()
        time.sleep(1)
        world.stopped(child)
        world.recover_all(here)
        figures = {"times_full": full, "said_full": said["storage"]}
        return world.in_child(world.states, here), arrived(disk.folder), figures


def what_readyz_says(settings):

    answer = world.app_of(settings).test_client().get("/readyz")
    return [line.partition(":")[0] for line in answer.text.splitlines() if "full" in line]


def arrived(folder):
    """The Message-IDs that lie in the Maildir."""
    return Counter(f"<{file.name}>" for file in (folder / "mail").glob("new/*"))


def into_a_maildir(letters, seed):
    states, taken, figures = full_disk(letters, seed)
    return {**world.compared(states, taken), **figures}


def to_a_relay(letters, seed):
    """A real Postfix on a disk with room, whose log decides where ours could not be written."""
    with relays.postfix() as relay:
        states, _, figures = full_disk(letters, seed, MAIL_URL=relay.url, MAIL_LOG=str(relay.log))
        time.sleep(1)
        return {**world.compared(states, world.taken_by(relay)), **figures}


def run(letters, seed=1):
    return {
        "letters_disk.maildir": into_a_maildir(letters, seed),
        "letters_disk.relay": to_a_relay(letters, seed),
    }


def holds_up(one):
    return one["times_full"] and one["said_full"] and world.is_well(one) and not one["unknown"]


def main():
    asked = world.options(__doc__)
    found = run(asked.letters or (SHORT if asked.short else LONG))
    total: Counter = Counter()
    for name, one in found.items():
        world.shown(name, one)
        total.update(one)
    world.shown("letters_disk", total)
    return 0 if all(map(holds_up, found.values())) else 1


if __name__ == "__main__":
    sys.exit(main())

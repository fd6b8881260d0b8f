"""Four processes read, then write, three hundred times each: nothing is lost and nobody finds the database locked.

Run alone: ``python -m tests.faults.sqlite_writers [--short]``.
"""

import argparse
import multiprocessing
import sys
import tempfile

from sqlalchemy.exc import OperationalError

PROCESSES, ROUNDS, SHORT_ROUNDS = 4, 300, 60


def app_in(folder):
    from app import create_app

    return create_app({"DATA_DIR": folder, "SECRET_KEY": "for this drill only, thirty-two letters", "DEMO": "0"})


def write_rounds(folder, rounds, results):
    """Add one to the same row, `rounds` times, each in a transaction that reads first; reports how often it failed."""
    from app.db import begin_write, db
    from app.jobs.models import Installation

    locked = 0
    with app_in(folder).app_context():
        for _round in range(rounds):
            try:
                begin_write()
                row = db.session.get(Installation, "drill")
                row.value = str(int(row.value) + 1)
                db.session.commit()
            except OperationalError:
                db.session.rollback()
                locked += 1
    results.put(locked)


def run(rounds):
    """Figures of the drill: how many writes were asked for, how many are missing, how many met a lock."""
    from app.db import db
    from app.jobs.models import Installation

    with tempfile.TemporaryDirectory(prefix="shezhire-drill-") as folder, app_in(folder).app_context():
        db.create_all()
        db.session.add(Installation(name="drill", value="0"))
        db.session.commit()
        locked = sum(from_processes(folder, rounds))
        db.session.expire_all()
        written = int(db.session.get(Installation, "drill").value)
        db.session.remove()
        db.engine.dispose()
    asked = PROCESSES * rounds
    return {"asked": asked, "written": written, "lost": asked - written, "locked": locked}


def from_processes(folder, rounds):
    spawn = multiprocessing.get_context("spawn")
    results = spawn.Queue()
    writers = [spawn.Process(target=write_rounds, args=(folder, rounds, results)) for _ in range(PROCESSES)]
    for writer in writers:
        writer.start()
    found = [results.get(timeout=300) for _writer in writers]
    for writer in writers:
        writer.join()
    return found


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--short", action="store_true")
    options.add_argument("--database", choices=["sqlite"], default="sqlite")
    figures = run(SHORT_ROUNDS if options.parse_args().short else ROUNDS)
    print("sqlite_writers:", *(f"{name}={figure}" for name, figure in figures.items()))
    return 1 if figures["lost"] or figures["locked"] else 0


if __name__ == "__main__":
    sys.exit(main())

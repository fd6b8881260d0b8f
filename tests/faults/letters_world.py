"""What the letters' drills share: an installation with reminders due, workers that can be killed, and three ledgers."""

import argparse
import multiprocessing
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine
from sqlalchemy.exc import OperationalError

from app import clock, create_app
from app.db import db
from app.outbox import sending
from app.outbox.models import Letter
from tests import make, postgres
from workflows.letters import LetterState

FORK = multiprocessing.get_context("fork")
DATABASES = ("sqlite", "postgresql")
APPS: dict = {}
WAITING = (LetterState.QUEUED, LetterState.CLAIMED, LetterState.TRANSMITTING)
DELIVERED = re.compile(r": (?P<queue_id>\w+): to=<.*status=sent")
READ = re.compile(r"/cleanup\[\d+\]: (?P<queue_id>\w+): message-id=(?P<message_id>\S+)")


def options(doc, **more):
    known = argparse.ArgumentParser(description=doc)
    known.add_argument("--short", action="store_true")
    known.add_argument("--database", choices=DATABASES, default="sqlite")
    known.add_argument("--letters", type=int, help="how many reminders, instead of the drill's own number")
    for name, kind in more.items():
        known.add_argument(f"--{name}", type=kind)
    return known.parse_args()


def app_of(settings):
    """The app of an installation, made before the processes that use it, so that none is killed while it starts."""
    name = tuple(sorted(settings.items()))
    if name not in APPS:
        APPS[name] = create_app(settings)
    return APPS[name]


@contextmanager
def installation(database, **settings):
    """Settings of an empty installation with its tables, for as long as the block lasts."""
    folder = tempfile.mkdtemp(prefix="shezhire-drill-")
    chosen = {"DATA_DIR": folder, "SECRET_KEY": "for this drill only, thirty-two letters", "DEMO": "0", **settings}
    chosen |= {"QUEUE_URL": f"sqlite:///{folder}/queue.db", "SQLITE_SYNCHRONOUS": "FULL"}
    try:
        with database_of(database, chosen["DATA_DIR"]) as url:
            chosen["DATABASE_URL"] = url
            app_of(chosen)
            in_child(make_tables, chosen)
            yield chosen
    finally:
        APPS.clear()
        shutil.rmtree(folder, ignore_errors=True)


def database_of(kind, folder):
    """A database of its own; its address, for as long as the block lasts."""
    return postgres.server() if kind == "postgresql" else nullcontext(f"sqlite:///{folder}/shezhire.db")


def make_tables(settings):
    with app_of(settings).app_context():
        db.create_all()


def write_reminders(settings, wanted, people=20):
    """Meetings of tomorrow whose reminder of a day before is due, and the letters that the tick writes of them."""
    from app.reminders.actions import plan_reminders

    with app_of(settings).app_context():
        coordinator = make.user("coordinator@kitaphana.internal")
        members = [make.user(f"reader{n}@kitaphana.internal") for n in range(people)]
        project = make.project(coordinator, members=members[:9], observers=members[9:])
        starts = datetime.now(UTC) + timedelta(hours=23, minutes=50)
        for number in range(0, wanted, people):
            invited = members[: min(people, wanted - number)]
            make_meeting(project, invited, starts)
        plan_reminders()
        return db.session.scalar(db.select(db.func.count(Letter.id)))


def make_meeting(project, people, starts):
    """Announced long enough ago that the reminder has something to say."""
    told, wall = starts - timedelta(days=2), starts.replace(tzinfo=None, microsecond=0)
    made = make.meeting(project, *people, starts=wall, zone="UTC", announced_at=told)
    for row in made.participants:
        row.invited_at = told
    db.session.commit()


def in_child(work, *args):
    """Do it in a process of its own, so that this one holds no connection; gives what it gives."""
    answers = FORK.SimpleQueue()
    child = FORK.Process(target=answer, args=(answers, work, args))
    child.start()
    found = answers.get()
    child.join()
    if isinstance(found, BaseException):
        raise found
    return found


def answer(answers, work, args):
    try:
        answers.put(work(*args))
    except Exception as error:
        answers.put(error)
        raise


def worker(settings, shift=timedelta(), until_idle=False, die_at=None):
    """A process that sends, by a clock moved by `shift`: until it is killed, or until nothing is to be done."""
    child = FORK.Process(target=send_on, args=(settings, shift, until_idle, die_at))
    child.start()
    return child


@contextmanager
def batches_of(letters):
    """Let workers that are begun in the block claim no more than so many letters at once."""
    usual, sending.AT_ONCE = sending.AT_ONCE, letters
    try:
        yield
    finally:
        sending.AT_ONCE = usual


def stopped(child):
    """Kill a worker and wait for its end."""
    child.kill()
    child.join()


def send_on(settings, shift, until_idle, die_at):
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    quiet()
    with later(shift):
        app = app_of(settings)
        with app.app_context():
            if die_at:
                kill_at(die_at)
            while True:
                with suppress(OperationalError):  # As in the worker: what cannot be written now is tried again.
                    sending.send_due()
                if until_idle and is_idle():
                    return
                time.sleep(0.05)


def later(shift):
    """A clock that is ahead by so much and runs on."""
    return time_machine.travel(datetime.now(UTC) + shift, tick=True)


def quiet():
    """Workers are killed by the hundred, and what they say of it would hide the figures."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stderr.fileno())


def kill_at(statement):
    """Die by SIGKILL right after so many SQL statements or commits."""
    import sqlalchemy as sa

    left = [statement]

    def count(*_):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sa.event.listen(db.engine, "after_cursor_execute", count)
    sa.event.listen(db.engine, "commit", count)


def waiting():
    found = db.session.scalar(db.select(db.func.count(Letter.id)).where(Letter.state.in_(WAITING)))
    db.session.rollback()
    return found


def is_idle():
    """Whether nothing is due now. What waits for its hour or for a dead worker's lease is a later worker's."""
    due = db.select(Letter.id).where(Letter.state == LetterState.QUEUED, Letter.next_try_at <= clock.now())
    found = db.session.scalar(due.limit(1))
    db.session.rollback()
    return found is None


def count_waiting(settings):
    with app_of(settings).app_context():
        return waiting()


def states(settings):
    """The first ledger: Message-ID and state of every letter."""
    with app_of(settings).app_context():
        rows = db.session.execute(db.select(Letter.message_id, Letter.state)).all()
        return {row.message_id: row.state.name for row in rows}


def recover_all(settings, since=timedelta()):
    """Let leases run out and evidence speak: a worker that nobody kills, at later and later hours, until it finds
    nothing more to do.
    """
    before = None
    for minutes in range(20, 200, 20):
        child = worker(settings, since + timedelta(minutes=minutes), until_idle=True)
        child.join(900)
        stopped(child)
        found = in_child(states, settings)
        if found == before and not any(LetterState[state] in WAITING for state in found.values()):
            break
        before = found


def taken_by(relay):
    """The second ledger: how often the relay's log says that it delivered each Message-ID."""
    names, taken = {}, Counter()
    for line in Path(relay.log).read_text().splitlines():
        if read := READ.search(line):
            names[read["queue_id"]] = read["message_id"]
        elif (sent := DELIVERED.search(line)) and sent["queue_id"] in names:
            taken[names[sent["queue_id"]]] += 1
    return taken


def compared(letters, taken):
    """Figures of both ledgers: lost are those that neither arrived, nor wait, nor are shown as unknown."""
    state = Counter(letters.values())
    open_ones = {"AMBIGUOUS", *(one.name for one in WAITING)}
    return {
        "letters": len(letters),
        "lost": sum(not taken[message_id] for message_id, state in letters.items() if state not in open_ones),
        "waiting": sum(state[one.name] for one in WAITING),
        "doubled": sum(times > 1 for times in taken.values()),
        "unknown": state["AMBIGUOUS"],
        "said_sent_but_not": sum(state == "SENT" and not taken[one] for one, state in letters.items()),
    }


def is_well(figures):
    """Whether every letter has arrived once, or is shown as unknown."""
    return not any(figures[name] for name in ("lost", "waiting", "doubled", "said_sent_but_not"))


def shown(name, figures):
    """One last line, which other programs read."""
    print(f"{name}:", *(f"{key}={figure}" for key, figure in figures.items()), flush=True)

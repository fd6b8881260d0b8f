"""Letters a second, sent and recorded, beside what does nothing but build and send them over one connection.

Alone: ``python -m tests.benchmarks.letters [--letters N]``. Each measure has a server in a process of its own, which
takes every letter and keeps none; the bare senders write nothing down.
"""

import argparse
import os
import smtplib
import statistics
import tempfile
import time
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from functools import partial
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller

from app import create_app
from app.db import begin_write, db
from app.outbox.channels import open_channel
from app.outbox.claim import claim_due
from app.outbox.freeze import freeze
from app.outbox.models import Letter
from app.outbox.sending import send_due
from tests.faults.letters_world import FORK, make_tables, write_reminders
from tests.postgres import free_port
from tests.relays import POSTFIX, postfix
from workflows.letters import LetterState

#: Connections of ours, as MAIL_CONNECTIONS gives them.
CONNECTIONS = (1, 4)
HOW = ("built", "prebuilt")


class TakesAll:
    async def handle_DATA(self, server, session, envelope):
        return "250 OK: queued as 4TnQ7x"


def take_all(ports):
    controller = Controller(TakesAll(), hostname="127.0.0.1", port=free_port())
    controller.start()
    ports.put(controller.port)
    time.sleep(3600)


@contextmanager
def sink():
    """A server of its own process; its address."""
    ports = FORK.SimpleQueue()
    server = FORK.Process(target=take_all, args=(ports,), daemon=True)
    server.start()
    try:
        yield f"smtp://127.0.0.1:{ports.get()}"
    finally:
        server.kill()


def relay():
    """A real Postfix whose letters end in its discard transport, where there is one and we may run it; else a sink."""
    return real() if POSTFIX and os.geteuid() == 0 else sink()


@contextmanager
def real():
    with postfix() as running:
        yield running.url


@contextmanager
def installation(letters):
    """Reminders that are due, in an empty installation; gives its app."""
    with tempfile.TemporaryDirectory(prefix="shezhire-letters-") as folder:
        settings = {"DATA_DIR": folder, "SECRET_KEY": "for measuring only, thirty-two letters", "DEMO": "0"}
        settings |= {"SQLITE_SYNCHRONOUS": "FULL", "QUEUE_URL": f"sqlite:///{folder}/queue.db"}
        make_tables(settings)
        write_reminders(settings, letters)
        app = create_app(settings)
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


def freeze_all(app):
    """Make the bytes of every letter, as a first try does that the relay puts off."""
    channel = open_channel(app.config["MAIL_URL"])
    while claims := claim_due(100):
        freeze(claims, channel)
    begin_write()
    again = {"state": LetterState.QUEUED, "next_try_at": Letter.due_at}
    db.session.execute(db.update(Letter).values(again).execution_options(synchronize_session=False))
    db.session.commit()


def ours(app, url, connections):
    """Send what is due as the worker does; gives how many are recorded as sent."""
    app.config["MAIL_URL"], app.config["MAIL_CONNECTIONS"] = url, connections
    send_due()
    sent = db.session.scalar(db.select(db.func.count()).where(Letter.state == LetterState.SENT))
    db.session.rollback()
    return sent


def words_of(letters):
    """The words of letters as they were sent: what the bare sender builds its own of."""
    found = [message_from_bytes(letter, policy=default) for letter in letters]
    bodies = [{kind: one.get_body((kind,)).get_content() for kind in ("plain", "html")} for one in found]
    return [(dict(one.items()), body) for one, body in zip(found, bodies, strict=True)]


def built(head, body):
    """A letter of the same words by the library's own means."""
    message = EmailMessage(policy=SMTP)
    for name in ("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"):
        message[name] = head[name]
    message.set_content(body["plain"], cte="quoted-printable")
    message.add_alternative(body["html"], subtype="html", cte="quoted-printable")
    return message.as_bytes()


def bare(messages, url):
    """Hand over letters that come as bytes, one by one, over one connection."""
    address, n = urlsplit(url), 0
    with smtplib.SMTP(address.hostname, address.port) as relay:
        for n, message in enumerate(messages, 1):  # noqa: B007
            relay.sendmail("shezhire@localhost", ["reader@kitaphana.internal"], message)
    return n


def rate(send):
    """Letters a second of `send(url)`, which gives how many it sent."""
    with relay() as url:
        began = time.perf_counter()
        sent = send(url)
        return sent / (time.perf_counter() - began)


def measure(letters, connections):
    """One turn of all four: built and sent, prebuilt and sent, bare and ours."""
    with installation(letters) as app:
        built_here = rate(partial(ours, app, connections=connections))
        frozen = db.session.scalars(db.select(Letter.mime)).all()
    words = words_of(frozen)
    bare_built = rate(partial(bare, (built(*one) for one in words)))
    with installation(letters) as app:
        freeze_all(app)
        prebuilt_here = rate(partial(ours, app, connections=connections))
    bare_prebuilt = rate(partial(bare, frozen))
    return {
        "built": built_here,
        "bare built": bare_built,
        "prebuilt": prebuilt_here,
        "bare prebuilt": bare_prebuilt,
    }


def run(letters, turns=3):
    """Figures by the number of connections: letters a second, the median of some turns, and the two ratios."""
    found = {}
    for connections in CONNECTIONS:
        measured = [measure(letters, connections) for _ in range(turns)]
        figures = {name: statistics.median(one[name] for one in measured) for name in measured[0]}
        figures["built ratio"] = statistics.median(one["built"] / one["bare built"] for one in measured)
        figures["prebuilt ratio"] = statistics.median(one["prebuilt"] / one["bare prebuilt"] for one in measured)
        found[connections] = figures
    return found


def show(found):
    print("\nLetters a second, sent and recorded (ratio to the bare sender of the same letters on one connection)")
    for connections, one in found.items():
        told = (f"{how}: {one[how]:.0f} ({one[f'{how} ratio']:.2f} of {one[f'bare {how}']:.0f})" for how in HOW)
        print(f"connections: {connections}", *told, sep="  ", flush=True)


def main():
    known = argparse.ArgumentParser(prog="python -m tests.benchmarks.letters", description=__doc__)
    known.add_argument("--letters", default=400, type=int)
    known.add_argument("--turns", default=3, type=int)
    asked = known.parse_args()
    show(run(asked.letters, asked.turns))


if __name__ == "__main__":
    main()

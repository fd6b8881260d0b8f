"""The queue that wakes the worker. Rows are the truth: a task takes nothing or an id, and may run twice or never."""

import logging
from threading import Event
from urllib.parse import urlsplit

from huey import PostgresHuey, SqliteHuey, crontab

from app import clock
from app.db import begin_write, db, upsert
from app.jobs.models import Heartbeat

log = logging.getLogger(__name__)

STOPPING = Event()
EVERY_MINUTE: list = []
LETTERS: list = []


def every_minute(work):
    """Have the tick call `work()` once a minute, in an app context."""
    if work not in EVERY_MINUTE:
        EVERY_MINUTE.append(work)


def is_stopping():
    """Whether the worker was asked to stop: long work ends after the piece it is at."""
    return STOPPING.is_set()


def sends_letters(work):
    """Name the function that sends what is due; it belongs to the outbox, above this layer."""
    LETTERS[:] = [work]


def init_app(app):
    huey = queue(app.config["QUEUE_URL"])
    app.extensions["huey"] = huey

    @huey.periodic_task(crontab(minute="*"), name="tick")
    def run_tick():
        with app.app_context():
            tick()
            send()

    @huey.task(name="send_letters")
    def send_letters():
        with app.app_context():
            send()

    app.extensions["wake"] = send_letters


def queue(url):
    """Huey on a SQLite file of its own, or on PostgreSQL. Results are off: nothing waits for them."""
    address = urlsplit(url)
    if address.scheme == "sqlite":
        return SqliteHuey("shezhire", filename=address.path, results=False, fsync=False)
    return PostgresHuey("shezhire", dsn=url, results=False)


def tick():
    """Once a minute: what time brings, each in its own transaction, then the sign of life."""
    for work in EVERY_MINUTE:
        work()
        db.session.remove()
    begin_write()
    beat = upsert(Heartbeat).values(name="tick", at=clock.now())
    db.session.execute(beat.on_conflict_do_update(index_elements=["name"], set_={"at": clock.now()}))
    db.session.commit()
    db.session.remove()


def send():
    for work in LETTERS:
        work()
    db.session.remove()


def wake(app):
    """Tell the worker that a letter waits; if that fails, the next tick finds the row anyway."""
    try:
        app.extensions["wake"]()
    except OSError as error:
        log.warning("the queue could not be woken: %s", error)

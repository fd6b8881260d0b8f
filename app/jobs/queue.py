"""The queue that wakes the worker. Rows are the truth: a task takes nothing or an id, and may run twice or never."""

import logging
import sqlite3
from urllib.parse import urlsplit

import psycopg
from flask import current_app
from huey import PostgresHuey, SqliteHuey, crontab
from sqlalchemy import event

from app import clock
from app.db import begin_write, db, upsert
from app.jobs.models import Heartbeat
from app.setting_values import WrongSetting, folder_of

log = logging.getLogger(__name__)

EVERY_MINUTE: dict = {}
ON_CALL: dict = {}
#: A page waits no longer than this for a queue that is busy; the tick finds the row anyway.
PATIENCE = 2
UNREACHABLE = (OSError, sqlite3.Error, psycopg.Error)


def every_minute(work):
    """Have the worker call `work()` once a minute, in an app context, on its own: one that fails hinders no other."""
    name = name_of(work)
    on_call(name, work)
    EVERY_MINUTE[name] = work


def name_of(work):
    return f"{work.__module__}.{work.__name__}"


def on_call(name, work):
    """Let `call(name, *ids)` and `wake(name, *ids)` have the worker do `work(*ids)`."""
    ON_CALL[name] = work


def call(name, *ids):
    """Wake the worker once this transaction is committed: what is to be done then stands in rows."""
    db.session.info.setdefault("calls", {})[name, *ids] = None


def call_early(work):
    """Have the worker do what it does every minute once this transaction is committed."""
    call(name_of(work))


def wake(name, *ids):
    """Wake the worker now. If that fails, the tick finds the rows, and nobody's page fails for it."""
    try:
        current_app.extensions["wake"](name, *ids)
    except UNREACHABLE as error:
        log.warning("the queue could not be woken: %s", error)


def init_app(app):
    huey = queue(app.config["QUEUE_URL"])
    app.extensions["huey"] = huey

    @huey.periodic_task(crontab(minute="*"), name="tick")
    def run_tick():
        with app.app_context():
            tick()

    @huey.task(name="answer")
    def answer(name, *ids):
        with app.app_context():
            ON_CALL[name](*ids)
            db.session.remove()

    app.extensions["wake"] = answer
    if not event.contains(db.session.session_factory, "after_commit", answer_calls):
        event.listen(db.session.session_factory, "after_commit", answer_calls)
        event.listen(db.session.session_factory, "after_soft_rollback", forget_calls)


def queue(url):
    """Huey on a SQLite file of its own, or on PostgreSQL. Results are off: nothing waits for them."""
    address = urlsplit(url)
    try:
        if address.scheme == "sqlite":
            filename = str(folder_of(url))
            return SqliteHuey("shezhire", filename=filename, results=False, fsync=False, timeout=PATIENCE)
        return PostgresHuey("shezhire", dsn=url, results=False, connect_timeout=PATIENCE)
    except UNREACHABLE as error:
        raise WrongSetting(f"QUEUE_URL (else DATABASE_URL): the queue cannot be opened: {error}") from error


def answer_calls(session):
    for name, *ids in session.info.pop("calls", {}):
        wake(name, *ids)


def forget_calls(session, _transaction):
    session.info.pop("calls", None)


def tick():
    """Once a minute: the sign of life, then what time brings."""
    begin_write()
    beat = upsert(Heartbeat).values(name="tick", at=clock.now())
    db.session.execute(beat.on_conflict_do_update(index_elements=["name"], set_={"at": clock.now()}))
    db.session.commit()
    db.session.remove()
    for name in EVERY_MINUTE:
        wake(name)

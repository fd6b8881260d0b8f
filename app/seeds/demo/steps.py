"""Steps of the demo's story: what is written at an instant, and the letters it causes, sent right after."""

from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import quote

from flask import current_app

from app import clock
from app.db import begin_write, db
from app.outbox.sending import send_due

ZONE = "Asia/Qostanay"


@contextmanager
def writing(instant):
    """One step of the story: a write at that instant, and the letters it causes sent right after."""
    with clock.at(instant):
        begin_write()
        yield
        db.session.commit()
        send_into_maildir()


def send_into_maildir():
    """Letters of invented people, some long ago, go to no relay."""
    send_due(f"maildir://{quote(str(current_app.config['DATA_DIR']))}/mail")


def local(year, month, day, hour=10):
    """An instant of the working day in Rudny before March 2024, when it was six hours ahead of UTC."""
    return datetime(year, month, day, hour - 6, tzinfo=UTC)

"""After a commit that wrote letters the worker is told at once; the tick would find them anyway."""

from flask import current_app
from sqlalchemy import event

from app.db import db
from app.jobs.queue import sends_letters, wake
from app.outbox.sending import send_due


def init_app(app):
    sends_letters(send_due)
    if not event.contains(db.session.session_factory, "after_commit", wake_worker):
        event.listen(db.session.session_factory, "after_commit", wake_worker)


def wake_worker(session):
    if session.info.pop("letters_posted", False):
        wake(current_app)

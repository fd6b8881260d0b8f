"""Whether the service is alive, and whether it can do its work."""

from datetime import timedelta

from flask import Blueprint, current_app
from sqlalchemy.exc import SQLAlchemyError

from app import clock
from app.db import db, is_alive
from app.jobs.models import Heartbeat
from app.outbox.models import Letter
from app.pages import public
from workflows.letters import LetterState

bp = Blueprint("health", __name__)
SILENT, LATE = timedelta(minutes=3), timedelta(minutes=5)


@bp.get("/healthz")
@public
def alive():
    return plain("ok")


@bp.get("/readyz")
@public
def ready():
    """200 when database, storage and worker are well; else 503 with a line for each reason."""
    reasons = troubles()
    return plain("\n".join(reasons) or "ok", 503 if reasons else 200)


def plain(text, status=200):
    return text + "\n", status, {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}


def troubles():
    try:
        is_alive()
    except SQLAlchemyError:
        return ["database: does not answer", *filter(None, [storage_trouble()])]
    checks = (storage_trouble(), worker_trouble(), letters_trouble())
    return [trouble for trouble in checks if trouble]


def storage_trouble():
    storage = current_app.extensions["storage"]
    if not storage.is_writable():
        return "storage: cannot be written"
    return "storage: the disk is full" if storage.is_full() else None


def worker_trouble():
    beat = db.session.get(Heartbeat, "tick")
    silent = beat is None or clock.now() - beat.at > SILENT
    return "worker: silent for more than three minutes" if silent else None


def letters_trouble():
    late = db.select(Letter.id).where(Letter.state == LetterState.QUEUED, Letter.next_try_at < clock.now() - LATE)
    return "letters: one is more than five minutes late" if db.session.scalar(late.limit(1)) else None

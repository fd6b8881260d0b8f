"""Installations of their own, for drills: empty, on either database, and closed again to the last connection."""

import tempfile
from contextlib import ExitStack, contextmanager

from app import create_app
from app.db import db
from tests import postgres


@contextmanager
def installation(database):
    """Settings of an empty installation on that database."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="shezhire-drill-"))
        settings = {"DATA_DIR": folder, "SECRET_KEY": "for this drill only, thirty-two letters", "DEMO": "0"}
        if database == "postgresql":
            settings["DATABASE_URL"] = stack.enter_context(postgres.server())
        yield settings


@contextmanager
def opened(settings):
    """The app of an installation with its tables, in its context."""
    app = create_app(settings)
    with app.app_context():
        db.create_all()
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()
            app.extensions["huey"].storage.close()

"""Installations of their own, for drills: empty, on either database, and closed again to the last connection."""

import tempfile
from contextlib import ExitStack, contextmanager

import sqlalchemy as sa

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
def in_context(settings):
    """The app of an installation as it is, in its context."""
    app = create_app(settings)
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()
            app.extensions["huey"].storage.close()


@contextmanager
def opened(settings):
    """The same, with its tables."""
    with in_context(settings) as app:
        db.create_all()
        yield app


@contextmanager
def beside(address, name):
    """A database of that name beside another one, for as long as the block lasts."""
    engine = sa.create_engine(address.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
        yield address.rpartition("/")[0] + f"/{name}"
        connection.execute(sa.text(f"DROP DATABASE {name}"))
    engine.dispose()

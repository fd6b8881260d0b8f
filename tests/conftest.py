"""What every test can ask for: the app on both databases, a cast of people, a client as one of them, the clock."""

import os
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
import time_machine
from flask import has_request_context
from flask_babel import refresh

from app import create_app
from app.accounts.sessions import hashed
from app.db import db
from app.outbox import holds
from app.outbox.sending import send_due
from tests import make, postgres

DATABASES = ("sqlite", "postgresql")
NOON = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)  # Monday 2 March 2026, noon in Rudny


def pytest_addoption(parser):
    parser.addoption("--database", choices=DATABASES, help="run on this database only")


def pytest_generate_tests(metafunc):
    if "database" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("--database")
        metafunc.parametrize("database", [chosen] if chosen else DATABASES, scope="session")


@pytest.fixture(scope="session")
def postgres_url():
    """A fresh database on a server of our own."""
    with postgres.server() as address:
        engine = sa.create_engine(address.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text("CREATE DATABASE shezhire"))
        engine.dispose()
        yield address.rpartition("/")[0] + "/shezhire"


@pytest.fixture(scope="session")
def settings(database, tmp_path_factory, request):
    """The settings of an installation in an empty folder."""
    folder = tmp_path_factory.mktemp("data")
    chosen = {
        "DATA_DIR": str(folder),
        "QUEUE_URL": f"sqlite:///{folder}/queue.db",
        "SECRET_KEY": "for tests only, thirty-two letters",
        "SQLITE_SYNCHRONOUS": "OFF",
        "DEMO": "0",
    }
    if database == "postgresql":
        chosen["DATABASE_URL"] = request.getfixturevalue("postgres_url")
    return chosen


@pytest.fixture(scope="session")
def installed(settings):
    """The app with its tables; rows are swept out after each test."""
    app = create_app(settings)
    app.config["TESTING"] = True
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        db.create_all()
        sa.event.listen(db.engine, "before_cursor_execute", want_begun)
        yield app
        db.session.remove()
        db.engine.dispose()


def want_begun(connection, _cursor, statement, *_):
    """A page writes in the transaction that `begin_write` has started: what it writes would not be whole else."""
    if has_request_context() and statement.startswith(("INSERT", "UPDATE", "DELETE")):
        assert connection.get_execution_options().get("writes"), statement


@pytest.fixture
def app(installed):
    with installed.app_context():
        yield installed
        db.session.rollback()
        sweep()


def sweep():
    """Empty the tables that hold something, and let ids begin at one again."""
    names = [table.name for table in reversed(db.metadata.sorted_tables)]
    asked = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in names)
    filled = db.session.scalars(sa.text(asked)).all()
    is_postgres = db.engine.dialect.name == "postgresql"
    at_rest = "SET LOCAL session_replication_role = replica" if is_postgres else "PRAGMA defer_foreign_keys=ON"
    db.session.execute(sa.text(at_rest))
    for name in filled:
        db.session.execute(sa.text(f'DELETE FROM "{name}"'))
    if is_postgres:
        db.session.execute(sa.text("SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"))
    db.session.commit()


@pytest.fixture(autouse=True)
def clock(request):
    """Time stands at noon in Rudny on a Monday, and is moved by `clock.move_to(instant)` and `clock.shift(delta)`."""
    if request.node.get_closest_marker("real_time"):
        holds.seen.clear()
        yield None
        return
    with time_machine.travel(NOON, tick=False) as travel:
        yield Clock(travel)


class Clock:
    """Time passes as it does: the clock that nobody sets runs as far as the wall's. `set_to` moves the wall's alone."""

    def __init__(self, travel):
        self.travel = travel
        holds.seen.clear()

    def shift(self, delta):
        self.travel.shift(delta)
        holds.seen.clear()

    def move_to(self, instant):
        self.travel.move_to(instant)
        holds.seen.clear()

    def set_to(self, instant):
        self.travel.move_to(instant)


@pytest.fixture
def cast(app):
    """The same people in every test: the coordinator in seat 1, a member in seat 2, an observer, an outsider.

    `cast.project` is their project, in English, in the first stage of the built-in plan.
    """
    people = SimpleNamespace(
        coordinator=make.user("coordinator@library.example", "Айгүл", "Сейтова"),
        member=make.user("member@library.example", "Дәурен", "Қасымов"),
        observer=make.user("observer@library.example", "Ольга", "Петрова"),
        outsider=make.user("outsider@library.example", "Нұрлан", "Әбдіров"),
    )
    people.project = make.project(people.coordinator, members=[people.member], observers=[people.observer])
    return people


class Browser:
    """A client signed in as somebody; what it changes is read anew by the test."""

    def __init__(self, client):
        self.client = client

    def __getattr__(self, verb):
        def send(*args, **kwargs):
            db.session.rollback()
            refresh()  # the language belongs to a request, and the test's own context outlives it
            answer = getattr(self.client, verb)(*args, **kwargs | {"buffered": True})
            db.session.rollback()
            return answer

        return send


@pytest.fixture
def as_user(app):
    """``as_user(cast.member).get("/")``: a browser signed in as that person, in English."""

    def sign_in(user):
        client = app.test_client()
        if user is not None:
            make.session(user, hashed("key of " + user.email))
            with client.session_transaction() as session:
                session["id"] = "key of " + user.email
        return Browser(client)

    return sign_in


@pytest.fixture
def visitor(as_user):
    return as_user(None)


@pytest.fixture
def post_office(app, tmp_path, monkeypatch):
    """``post_office()`` lets the real sender deliver what is due, and gives the letters that have just arrived."""
    monkeypatch.setitem(app.config, "MAIL_URL", f"maildir://{tmp_path}/mail")
    seen = set()

    def send():
        db.session.rollback()
        send_due()
        arrived = set((tmp_path / "mail" / "new").glob("*")) - seen
        seen.update(arrived)
        in_order = sorted(arrived, key=lambda file: file.stat().st_mtime_ns)
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in in_order]

    return send


@pytest.fixture
def queries(app):
    """``with queries() as seen: …``: the SQL statements of the block, for counting."""

    @contextmanager
    def watch():
        seen = []

        def note(_connection, _cursor, statement, *_):
            seen.append(statement)

        sa.event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            sa.event.remove(db.engine, "before_cursor_execute", note)

    return watch


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Where everything must run, a test that could not is a failure, with the reason it gave."""
    report = yield
    if report.skipped and os.environ.get("SHEZHIRE_REQUIRE_ALL"):
        report.outcome = "failed"
    return report


def pytest_configure(config):
    config.addinivalue_line("markers", "real_time: the test runs by the real clock")
    os.environ.setdefault("TZ", "UTC")

"""The database: one session a request, and a write lock taken before anything is read for writing."""

from datetime import UTC
from enum import Enum
from threading import Lock

from flask import current_app, has_request_context
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import DateTime, MetaData, String, event, text
from sqlalchemy import Enum as NamedEnum
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import TypeDecorator

#: Seconds that a writer waits for another on SQLite.
PATIENCE = 5
NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator):
    """An instant. Aware in UTC on the Python side; SQLite keeps it without its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value, dialect):
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """States and kinds are stored by name, so that their words can change without a migration."""

    metadata = MetaData(naming_convention=NAMES)
    registry = registry(
        metadata=metadata,
        type_annotation_map={Enum: NamedEnum(Enum, native_enum=False, length=32, create_constraint=False)},
    )


class SessionOfRequest(Session):
    """On PostgreSQL a page reads without a transaction, until `begin_write` starts one.

    Each statement sees its own moment there in either case; but a transaction costs two more ways to the server, and
    psycopg forgets the statements it has prepared when one is rolled back, so that each would be planned anew.
    """

    def get_bind(self, *asked, **named):
        engine = super().get_bind(*asked, **named)
        return current_app.extensions["reading"].get(engine, engine) if has_request_context() else engine


db = SQLAlchemy(model_class=Base, engine_options={"pool_pre_ping": True}, session_options={"class_": SessionOfRequest})


def init_app(app):
    db.init_app(app)
    app.extensions["reading"] = {}
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            prepare_sqlite(db.engine, app.config)
        else:
            prepare_postgresql(db.engine)
            app.extensions["reading"][db.engine] = db.engine.execution_options(isolation_level="AUTOCOMMIT")


def prepare_sqlite(engine, config):
    """WAL, foreign keys, five seconds of patience, and transactions that begin where we say so."""

    @event.listens_for(engine, "connect")
    def on_connect(connection, _record):
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "foreign_keys=ON",
            f"busy_timeout={1000 * PATIENCE}",
            f"synchronous={config['SQLITE_SYNCHRONOUS']}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    # Writers of one process queue up here: left to SQLite, they would sleep and try again, ever longer.
    turn = Lock()

    @event.listens_for(engine, "begin")
    def on_begin(connection):
        writes = connection.get_execution_options().get("writes")
        if writes:
            connection.info["has_turn"] = turn.acquire(timeout=PATIENCE)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    @event.listens_for(engine, "checkin")
    @event.listens_for(engine, "invalidate")
    def on_end(_connection, record, _error=None):
        if record.info.pop("has_turn", False):
            turn.release()


def prepare_postgresql(engine):
    """Statements of pages are short: compiling one or starting processes for it takes longer than running it."""

    @event.listens_for(engine, "connect")
    def on_connect(connection, _record):
        connection.execute("SET jit = off")
        connection.execute("SET max_parallel_workers_per_gather = 0")
        connection.commit()


def begin_write():
    """Start the transaction that writes: what was read before is loaded again under the lock.

    On SQLite it is `BEGIN IMMEDIATE`, so a reader never turns into a writer half-way and "database is locked"
    cannot happen within the five seconds of patience. The option must be the first use of the transaction.
    """
    db.session.rollback()
    kind = {} if is_sqlite() else {"isolation_level": "READ COMMITTED"}
    db.session.connection(execution_options={"writes": True, **kind})


def rows(statement, **values):
    """The rows of a statement that selects columns: nothing of them is kept in the session."""
    return connection().execute(statement, values).all()


def one_row(statement, **values):
    """The only row of such a statement, or None."""
    return connection().execute(statement, values).one_or_none()


def write(statement, **values):
    """Run a statement that writes columns in the session's transaction, past the things that it holds."""
    connection().execute(statement, values)


def connection():
    """The connection of the session's transaction; asked of the session once in each, since that takes its time."""
    session = db.session()
    transaction, known = session.info.get("connection", (None, None))
    if transaction is None or transaction is not session.get_transaction():
        known = session.connection()
        session.info["connection"] = session.get_transaction(), known
    return known


def is_sqlite():
    return db.engine.dialect.name == "sqlite"


def upsert(model):
    """An INSERT of this database's own kind, which knows ON CONFLICT."""
    return (sqlite if is_sqlite() else postgresql).insert(model)


def lock(subject):
    """Read a thing's own row anew and hold it until the commit, not the rows that were loaded beside it."""
    db.session.refresh(subject, with_for_update={"of": type(subject)})


def locked(query):
    """The rows of `query`, locked until the commit. SQLite has the whole database locked already."""
    return query.with_for_update().execution_options(populate_existing=True)


def is_alive():
    """Whether the database answers."""
    return db.session.execute(text("SELECT 1")).scalar() == 1


def engine_url(url):
    """The address with psycopg 3 named as PostgreSQL's driver, whatever the person wrote."""
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    return address


def short(length):
    """A line of text of at most `length` characters."""
    return String(length)

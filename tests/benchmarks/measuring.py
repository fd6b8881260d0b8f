"""Figures of one page: what it costs the server, how long its reader waits, how much is sent."""

import gzip
import json
import statistics
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import parse_qsl

import sqlalchemy as sa

from app.db import db

WARM = 0.3


def timed(server, job, clients, seconds):
    """How `clients` at once are served for so many seconds; times in milliseconds."""
    ask(job, clients, WARM)
    before = server.cpu()
    found = ask(job, clients, seconds)
    times = sorted(1000 * taken for taken in found["times"])
    return {
        "cpu": 1000 * (server.cpu() - before) / len(times),
        "p50": statistics.median(times),
        "p95": times[int(len(times) * 0.95)],
        "per_second": len(times) / found["seconds"],
        "failed": len(found["failed"]),
    }


def ask(job, clients, seconds):
    """Let the client do its work in a process of its own, so that its cost is not the server's."""
    whole = json.dumps(job | {"clients": clients, "seconds": seconds})
    command = [sys.executable, "-m", "tests.benchmarks.client"]
    return json.loads(subprocess.run(command, input=whole, capture_output=True, text=True, check=True).stdout)


def size_of(reader, job):
    """Bytes of the page as it is, and as it is sent when compressed."""
    if job["method"] == "POST":
        return {"bytes": 0, "compressed": 0}
    answer = reader.open(job["path"], **job["headers"])
    page = answer.text.encode()
    return {"bytes": len(page), "compressed": len(gzip.compress(page, 6)) if page else 0}


def statements_of(app, job):
    """How many SQL statements the page takes, asked once within this process."""
    name, _, value = job["headers"]["Cookie"].partition("=")
    client = app.test_client()
    client.set_cookie(name, value)
    headers = {key: value for key, value in job["headers"].items() if key != "Cookie"}
    with app.app_context(), statements() as seen:
        client.open(job["path"], method=job["method"], headers=headers, data=dict(parse_qsl(job["body"] or "")))
    return len(seen)


@contextmanager
def statements():
    """The SQL statements of the block; beginning a transaction asks nothing."""
    seen = []

    def note(_connection, _cursor, statement, *_):
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)

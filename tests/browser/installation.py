"""The service as its users start it: `flask up` in an empty folder, with web and worker, ended by Ctrl-C."""

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import NamedTuple

from app.config import ROOT
from tests.postgres import free_port

LAST_LINE = "Ctrl-C stops it."


class Installation(NamedTuple):
    """Where it answers, what it keeps, and the links it printed."""

    address: str
    folder: object
    links: list


@contextmanager
def running(folder, **settings):
    """Run the service with these settings for as long as the block lasts."""
    port = free_port()
    environment = {**os.environ, "DATA_DIR": str(folder), "PORT": str(port), **settings}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "up"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            printed = read_until(LAST_LINE, process.stdout)
            yield Installation(f"http://127.0.0.1:{port}", folder, re.findall(r"https?://\S+/\S+", printed))
        finally:
            process.send_signal(signal.SIGINT)
            status = process.wait(timeout=30)
    assert status == 0, "Ctrl-C did not stop the service cleanly."


def read_until(last, lines):
    read = []
    for line in lines:
        read.append(line)
        if last in line:
            return "".join(read)
    raise AssertionError(f"The service did not come up:\n{''.join(read)}")

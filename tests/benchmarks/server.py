"""A server as the product is served, on a free port, and what its processes cost."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

HOST = "127.0.0.1"
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 30
PRODUCT = ["-m", "flask", "--app", "wsgi", "web"]


class Server(NamedTuple):
    port: int
    group: int

    def processes(self):
        """The processes of the server's own session; one that has just ended is left out."""
        return [folder for folder in Path("/proc").glob("[0-9]*") if session_of(folder) == self.group]

    def cpu(self):
        """Seconds of CPU, user and system, that the server has used since it began."""
        return sum(int(ticks) for folder in self.processes() for ticks in stat(folder)[11:13]) / TICKS

    def memory(self):
        """Megabytes held by all its processes, what they share counted once (PSS)."""
        lines = "".join(Path(folder, "smaps_rollup").read_text() for folder in self.processes()).splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def stat(folder):
    """The fields of /proc/<pid>/stat behind the name, which may hold blanks itself."""
    try:
        return Path(folder, "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def session_of(folder):
    fields = stat(folder)
    return int(fields[3]) if fields else None


@contextmanager
def serving(command, settings):
    """Have a command of Python serve until the block ends."""
    port = free_port()
    environment = {**os.environ, **settings, "HOST": HOST, "PORT": str(port)}
    process = subprocess.Popen([sys.executable, *command], env=environment, start_new_session=True)
    try:
        wait_for(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def wait_for(port, process):
    """Wait until somebody listens there."""
    ends = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < ends:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"The server on port {port} did not come up.")

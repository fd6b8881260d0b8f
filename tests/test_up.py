"""One command starts web and worker as processes of their own, and everything ends with it."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from tests.postgres import free_port

pytestmark = pytest.mark.real_time

ROOT = Path(__file__).parent.parent
PATIENCE = 60


class Running:
    """`flask --app wsgi up` in a folder of its own, and what it says."""

    def __init__(self, folder, **settings):
        self.port = int(settings.setdefault("PORT", free_port()))
        self.said = folder / "said"
        given = {"DATA_DIR": folder / "data", "DEMO": "0", **settings}
        with self.said.open("w") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "flask", "--app", "wsgi", "up"],
                cwd=ROOT,
                env={**os.environ, **{name: str(value) for name, value in given.items()}},
                stdout=said,
                stderr=subprocess.STDOUT,
            )

    def words(self):
        return self.said.read_text()

    def answers(self, path):
        try:
            return urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5).status == 200
        except (HTTPError, URLError, OSError):
            return False

    def children(self):
        return [
            int(pid) for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        ]


def wait_until(holds, running):
    """Ask again and again; what never holds fails with what the processes said."""
    ends = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < ends, running.words()
        time.sleep(0.05)


def is_gone(pid):
    """Whether no process of that group is left."""
    try:
        os.killpg(pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.fixture
def up(tmp_path):
    """``up(PORT=…)`` starts it; whatever is left at the end of the test is killed."""
    started = []

    def start(**settings):
        started.append(Running(tmp_path, **settings))
        return started[-1]

    yield start
    for running in started:
        running.process.kill()
        running.process.wait()


def all_up(running):
    wait_until(lambda: running.answers("/healthz"), running)
    wait_until(lambda: running.answers("/readyz"), running)


def test_it_starts_says_the_way_in_and_ends_with_ctrl_c(up):
    running = up()
    all_up(running)
    children = running.children()

    running.process.send_signal(signal.SIGINT)
    running.process.send_signal(signal.SIGINT)

    assert running.process.wait(PATIENCE) == 0
    assert "Make the first administrator: http://127.0.0.1" in running.words()
    assert "Traceback" not in running.words()
    assert len(children) == 2
    assert all(is_gone(pid) for pid in children)


def test_ctrl_c_leaves_no_half_of_the_demo(up, tmp_path):
    running = up(DEMO="1")
    wait_until(lambda: "Loading the demo" in running.words(), running)

    running.process.send_signal(signal.SIGINT)

    assert running.process.wait(PATIENCE) == 0
    assert "Sign in as" not in running.words()
    with closing(sqlite3.connect(tmp_path / "data" / "shezhire.db")) as database:
        assert database.execute("SELECT value FROM installation WHERE name = 'demo'").fetchall() == [("loaded",)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent is gone")
def test_nothing_stays_when_it_is_killed(up):
    running = up()
    all_up(running)
    children = running.children()

    running.process.kill()

    wait_until(lambda: all(is_gone(pid) for pid in children), running)


@pytest.mark.parametrize("place, name", [(0, "web server"), (1, "worker")])
def test_a_part_that_ends_by_itself_ends_the_whole_and_is_named(up, place, name):
    running = up()
    all_up(running)
    children = running.children()

    os.kill(children[place], signal.SIGKILL)

    assert running.process.wait(PATIENCE) == 1
    assert f"The {name} has stopped by itself" in running.words()
    wait_until(lambda: all(is_gone(pid) for pid in children), running)


def test_a_port_in_use_is_said_before_anything_is_made(up, tmp_path):
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        running = up(PORT=other.getsockname()[1])

        assert running.process.wait(PATIENCE) == 1

    assert running.words().startswith(f"Error: PORT: 127.0.0.1:{running.port} cannot be listened on")
    assert not (tmp_path / "data" / "shezhire.db").exists()


def test_a_wrong_setting_is_one_sentence(up):
    running = up(MAIL_URL="pigeon://post")

    assert running.process.wait(PATIENCE) == 1
    assert running.words() == "Error: MAIL_URL: give an address that begins with maildir:// or smtp:// or smtps://.\n"

"""Keep everything up on one machine: web and worker, as forks of this process."""

import ctypes
import multiprocessing
import os
import signal
import sys
import time
import urllib.request
from contextlib import suppress
from importlib import import_module
from urllib.error import URLError
from urllib.parse import urlsplit

import click

from app.config import bracketed
from app.jobs.stopping import is_stopping, listen, stop_listening
from app.jobs.worker import work
from app.serving import free_address, make_ready, serve

PATIENCE = 30
SECONDS_TO_STOP = 15
FORK = multiprocessing.get_context("fork")
PR_SET_PDEATHSIG = 1
#: Never bound to: ask the machine itself where the web server listens on every address.
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # nosec B104
libc = ctypes.CDLL(None) if sys.platform == "linux" else None


class Broken(click.ClickException):
    """A part did not start or did not stay; the message says which."""


def run(app):
    """Run until somebody stops us. Raises `WrongSetting` or `Broken` when it cannot start or a part ends by itself.

    Every part is forked of this process, which opens no database, so that what is loaded is held once.
    """
    address = free_address(app.config["HOST"], app.config["PORT"])
    make_ready(app)
    listen()
    do_once("prepare", app)
    if not is_stopping():
        keep_up(app, address)


def keep_up(app, address):
    """Start web, then worker; wait until we are asked to stop or one of them ends, then stop the rest."""
    parts = {"web server": start(serve, app, address, app.config["PORT"])}
    try:
        await_answer(app, parts)
        if not is_stopping():
            do_once("announce", app)
            parts["worker"] = start(work, app)
        while not is_stopping():
            require_alive(parts)
            time.sleep(0.2)
    finally:
        stop(parts.values())


def start(part, *given):
    """A child in a session of its own, so that Ctrl-C reaches it once, through us."""
    child = FORK.Process(target=begin, args=(part, *given))
    child.start()
    return child


def begin(part, *given):
    os.setsid()
    end_with_parent()
    stop_listening()
    try:
        part(*given)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)


def do_once(what, app):
    """Have `app.preparing` do one thing in a child, with which goes what it loads. It says itself what went wrong."""
    child = start(ask, what, app)
    child.join()
    if child.exitcode:
        sys.exit(1)


def ask(what, app):
    getattr(import_module("app.preparing"), what)(app)


def end_with_parent():
    """Linux asks the child to stop when we are gone, even killed; elsewhere it would stay."""
    if libc:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def await_answer(app, parts):
    """Wait until the pages can be read. Raises `Broken` when they cannot be."""
    ends = time.monotonic() + PATIENCE
    while not is_stopping() and not answers(app):
        require_alive(parts)
        if time.monotonic() > ends:
            raise Broken(f"The web server has not answered within {PATIENCE} seconds.")
        time.sleep(0.1)


def answers(app):
    host = EVERYWHERE.get(app.config["HOST"], app.config["HOST"])
    known_as = {"Host": urlsplit(app.config["PUBLIC_BASE_URL"]).netloc}
    address = f"http://{bracketed(host)}:{app.config['PORT']}/healthz"
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=known_as), timeout=1):  # nosec B310
            return True
    except (URLError, OSError):
        return False


def require_alive(parts):
    for name, child in parts.items():
        if child.exitcode is not None:
            raise Broken(f"The {name} has stopped by itself (status {child.exitcode}); its words stand above.")


def stop(children):
    """Ask each part once, wait, and leave nothing behind of those that did not listen."""
    for child in children:
        child.terminate()
    for child in children:
        child.join(SECONDS_TO_STOP)
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)

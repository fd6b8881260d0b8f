"""Start everything on one machine: migrate, load the demo once, web and worker, and say where the way in is."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from urllib.error import URLError
from urllib.parse import urlsplit

import click
import flask_migrate
from sqlalchemy.exc import OperationalError

from app.accounts.actions import first_link, link_for
from app.accounts.queries import by_email, is_there_anybody
from app.config import bracketed
from app.db import begin_write, db, is_alive
from app.jobs.stopping import is_stopping, listen
from app.seeds import demo, loading
from app.setting_values import WrongSetting

PATIENCE = 30
SECONDS_TO_STOP, SECONDS_FOR_PAGES = 15, 3
PR_SET_PDEATHSIG = 1
#: Never bound to: ask the machine itself where the web server listens on every address.
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # nosec B104
libc = ctypes.CDLL(None) if sys.platform == "linux" else None


class Broken(click.ClickException):
    """A part did not start or did not stay; the message says which."""


def run(app):
    """Run until somebody stops us. Raises `WrongSetting` or `Broken` when it cannot start or a part ends by itself."""
    address = free_address(app.config["HOST"], app.config["PORT"])
    prepare_database()
    listen()
    if app.config["DEMO"]:
        load_demo_once()
    db.session.remove()
    if not is_stopping():
        keep_up(app, address)


def free_address(host, port):
    """The host as a number, which the web server wants, once it is sure that we can listen there."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise WrongSetting(f"HOST: this machine has no address {host}.") from error
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except PermissionError as error:
            raise WrongSetting(f"PORT: {port} is not ours to listen on; set one above 1023.") from error
        except OSError as error:
            raise WrongSetting(f"PORT: {host}:{port} cannot be listened on ({error.strerror}); set another.") from error
    return address[0]


def prepare_database():
    try:
        is_alive()
    except OperationalError as error:
        raise WrongSetting(f"DATABASE_URL: the database does not answer: {error.orig}") from error
    db.session.remove()
    flask_migrate.upgrade()


def load_demo_once():
    """The demo is loaded into an empty installation, once and whole: Ctrl-C waits those seconds for it."""
    if loading.is_wanted():
        click.echo("Loading the demo …")
        loading.load()


def keep_up(app, address):
    """Start web, then worker; wait until we are asked to stop or one of them ends, then stop the rest."""
    parts = {"web server": start_web(address, app.config["PORT"])}
    try:
        await_answer(app, parts)
        if not is_stopping():
            announce(app)
            parts["worker"] = start_worker()
        while not is_stopping():
            require_alive(parts)
            time.sleep(0.2)
    finally:
        stop(parts.values())


def start_web(host, port):
    return start([sys.executable, "-m", *web_command(host, port)])


def web_command(host, port, *application):
    """How the web is served: our own application, or what is measured beside it."""
    address = ["--interface", "wsgi", "--host", host, "--port", str(port)]
    limits = ["--workers", "2", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    # A worker that is still importing does not hear that it should stop, so it is not waited for longer than this.
    patience = ["--workers-kill-timeout", str(SECONDS_FOR_PAGES)]
    return ["granian", *address, *limits, *patience, *(application or ["wsgi:app"])]


def start_worker():
    return start([sys.executable, "-m", "flask", "--app", "wsgi", "worker"])


def start(command):
    """A child in a group of its own, so that Ctrl-C reaches it once, through us."""
    return subprocess.Popen(command, start_new_session=True, preexec_fn=end_with_parent)


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
        if child.poll() is not None:
            raise Broken(f"The {name} has stopped by itself (status {child.returncode}); its words stand above.")


def announce(app):
    """The address, and a one-time link for each person of the demo, or for the first administrator."""
    click.echo(f"\nShezhire: {app.config['PUBLIC_BASE_URL']}\n")
    begin_write()
    for words, link in ways_in(app):
        click.echo(f"  {words}: {link}")
    db.session.commit()
    db.session.remove()
    click.echo("\nCtrl-C stops it.")


def ways_in(app):
    if not is_there_anybody():
        yield "Make the first administrator", first_link()
    elif app.config["DEMO"]:
        for role, email in demo.CAST.items():
            if person := by_email(email):
                yield f"Sign in as the demo's {role}", link_for(person)


def stop(children):
    """Ask each part once, wait, and leave nothing behind of those that did not listen."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(timeout=SECONDS_TO_STOP)
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)

"""Start everything on one machine: migrate, load the demo once, web and worker, and say where the way in is."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from urllib.error import URLError

import click
import flask_migrate

from app.accounts.actions import first_link, link_for
from app.accounts.queries import by_email, is_there_anybody
from app.db import begin_write, db
from app.jobs.models import Installation
from app.seeds import demo

PATIENCE = 20


def run(app):
    """Run until Ctrl-C or until one part stops; gives the exit status."""
    host, port = app.config["HOST"], app.config["PORT"]
    if not is_free(host, port):
        click.echo(
            f"PORT: something listens on {host}:{port} already; set another, such as PORT={port + 1}.",
            err=True,
        )
        return 1
    flask_migrate.upgrade()
    if app.config["DEMO"]:
        load_demo_once()
    db.session.remove()
    return keep_up(app, start_web(host, port), start_worker())


def is_free(host, port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def load_demo_once():
    """The demo is loaded into an empty installation, once."""
    if db.session.get(Installation, "demo") or is_there_anybody():
        return
    click.echo("Loading the demo …")
    demo.load()


def start_web(host, port):
    return start([sys.executable, "-m", *web_command(host, port)])


def web_command(host, port, *application):
    """How the web is served: our own application, or what is measured beside it."""
    address = ["--interface", "wsgi", "--host", host, "--port", str(port)]
    limits = ["--workers", "2", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    return ["granian", *address, *limits, *(application or ["wsgi:app"])]


def start_worker():
    return start([sys.executable, "-m", "flask", "--app", "wsgi", "worker"], SQLITE_SYNCHRONOUS="FULL")


def start(command, **environment):
    """A child in a group of its own, so that Ctrl-C reaches it once, through us."""
    return subprocess.Popen(command, start_new_session=True, env={**os.environ, **environment})


def keep_up(app, *children):
    """Wait until somebody stops us or a child ends, then stop the rest."""
    stopped = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.append(True))
    try:
        if comes_up(app, children, stopped):
            announce(app)
        while not stopped and all(child.poll() is None for child in children):
            time.sleep(0.2)
    finally:
        died = [child for child in children if child.poll() is not None]
        stop(children)
    if died and not stopped:
        click.echo(f"A part has stopped by itself: {' '.join(died[0].args[1:5])}", err=True)
        return 1
    return 0


def comes_up(app, children, stopped):
    address = f"http://{app.config['HOST']}:{app.config['PORT']}/healthz"
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and not stopped and all(child.poll() is None for child in children):
        try:
            with urllib.request.urlopen(address, timeout=1):  # nosec B310 - our own address
                return True
        except (URLError, OSError):
            time.sleep(0.1)
    return False


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
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            child.kill()

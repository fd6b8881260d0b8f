"""The web server as it runs, killed and started again, and a person's script that speaks with it over a line."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http import HTTPStatus

from app import create_app
from app.accounts.sessions import hashed
from app.config import ROOT
from app.db import db
from tests import make
from tests.files.uploads import tus
from tests.postgres import free_port

PATIENCE = 60
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Server:
    """An installation in `folder` with a project; `place` is the form for files of its one material."""

    def __init__(self, folder, **settings):
        self.settings = {"DATA_DIR": str(folder), "DEMO": "0", **settings}
        app = create_app(self.settings)
        with app.app_context():
            db.create_all()
            person = make.user("member@kitaphana.internal")
            project = make.project(make.user("coordinator@kitaphana.internal"), members=[person])
            self.material = make.material(project, person).id
            make.session(person, hashed("key"))
            client = app.test_client()
            with client.session_transaction() as session:
                session["id"] = "key"
            self.cookie = client.get_cookie("shezhire").value
            db.session.remove()
            db.engine.dispose()
        app.extensions["huey"].storage.close()
        self.place = f"material:{self.material}"

    @contextmanager
    def running(self):
        """The web server for as long as the block lasts; then it is killed at once, as by a power cut."""
        with serving(self.settings) as (process, self.port):
            yield process


@contextmanager
def serving(settings):
    """The web server of an installation, its process and its port; it is killed as soon as the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "web"]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **settings, "PORT": str(port)}, start_new_session=True
    )
    try:
        wait_for(port)
        yield process, port
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for(port):
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert time.monotonic() < ends, "The web server does not answer."
            time.sleep(0.05)


class Line:
    """A script of a page of the one material: each request on a line of its own."""

    def __init__(self, server):
        self.server, self.cookie, self.token = server, f"shezhire={server.cookie}", ""
        _status, headers, page = self.ask("GET", f"/materials/{server.material}")
        self.cookie = headers.get("Set-Cookie", self.cookie).partition(";")[0]
        self.token = TOKEN.search(page.decode())[1]

    def ask(self, method, path, body=None, **headers):
        line = self.open(method, path, len(body) if body is not None else None, **headers)
        if body is not None:
            line.send(body)
        with line.getresponse() as answer:
            found = answer.status, answer.headers, answer.read()
        line.close()
        return found

    def open(self, method, path, length, **headers):
        """A request whose body is still to be sent, by `send`."""
        line = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        line.putrequest(method, path)
        given = {"Cookie": self.cookie, **tus.VERSION, **headers}
        given |= {"Content-Length": str(length)} if length is not None else {}
        given |= {"X-CSRFToken": self.token} if method != "GET" else {}
        for name, text in given.items():
            line.putheader(name, text)
        line.endheaders()
        return line

    def begin(self, size, name):
        told = {"Upload-Length": str(size), "Upload-Metadata": tus.told(filename=name, place=self.server.place)}
        status, headers, said = self.ask("POST", "/uploads", b"", **told)
        assert status == HTTPStatus.CREATED, said
        return headers["Location"]

    def part(self, path, at, length):
        """A part that is announced and still to be sent."""
        return self.open("PATCH", path, length, **{"Upload-Offset": str(at), "Content-Type": tus.PART})

    def arrived(self, path):
        return int(self.ask("HEAD", path)[1]["Upload-Offset"])

    def arrived_after(self, path, fewer):
        """How much is here once more than `fewer` bytes are: a part under way is written down piece by piece."""
        ends = time.monotonic() + PATIENCE
        while (here := self.arrived(path)) <= fewer:
            assert time.monotonic() < ends, f"only {here} bytes arrived"
            time.sleep(0.02)
        return here

    def send_rest(self, path, content):
        """Ask how far it is and send what is missing; gives the status."""
        at = self.arrived(path)
        line = self.part(path, at, len(content) - at)
        line.send(content[at:])
        status = line.getresponse().status
        line.close()
        return status

    def attach(self, path):
        body = f"csrf_token={self.token}&uploads={path.rpartition('/')[2]}".encode()
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", f"/materials/{self.server.material}/files", body, **form)[0]

"""What is asked: the bare pages, and ours as their coordinator opens them."""

import re
from http.client import HTTPConnection
from urllib.parse import quote, urlencode

from tests.benchmarks.installation import RARE
from tests.benchmarks.server import HOST

COMMON = "газет"
BARE = ("hello", "J", "L", "P")
OURS = {
    "home": "/",
    "project": "/projects/{project_id}",
    "task list": "/projects/{project_id}/tasks",
    "board": "/projects/{project_id}/board",
    "task": "/tasks/{task_id}",
    "materials": "/projects/{project_id}/materials",
    "meeting": "/meetings/{meeting_id}",
    "search, rare": f"/search?q={quote(RARE)}",
    "search, common": f"/search?q={quote(COMMON)}",
    "unchanged": "/projects/{project_id}/tasks",
    "create task": "/projects/{project_id}/tasks/new",
}


class Reader:
    """Somebody with a cookie, who knows the token that their forms need."""

    def __init__(self, port, cookie="", path="/"):
        self.port = port
        self.headers = {"Cookie": cookie} if cookie else {}
        answer = self.open(path)
        self.keep_cookies(answer)
        if answer.status in (302, 303):
            answer = self.open(answer.headers["Location"])
            self.keep_cookies(answer)
        self.token = re.search(r'name="csrf_token" value="([^"]+)"', answer.text)[1]

    def open(self, path, **headers):
        connection = HTTPConnection(HOST, self.port, timeout=60)
        connection.request("GET", path, headers=self.headers | headers)
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        connection.close()
        return answer

    def keep_cookies(self, answer):
        given = [line.partition(";")[0] for line in answer.headers.get_all("Set-Cookie", [])]
        if given:
            self.headers = {"Cookie": "; ".join(given)}

    def asks(self, path, *, status=200, form=None, **headers):
        """A job for the client: this page again and again, or this form with a new key each time."""
        body = urlencode({"csrf_token": self.token, **form}, safe="#") if form else None
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        return {
            "host": HOST,
            "port": self.port,
            "method": "POST" if form else "GET",
            "path": path,
            "headers": self.headers | headers | kind,
            "body": body,
            "status": status,
        }


def bare_job(reader, name):
    return reader.asks("/P", form={"title": "x"}, status=303) if name == "P" else reader.asks(f"/{name}")


def our_job(reader, name, seeded):
    path = OURS[name].format(**seeded._asdict())
    if name == "create task":
        return reader.asks(path, form=new_task(seeded), status=303)
    if name == "unchanged":
        return reader.asks(path, status=304, **{"If-None-Match": reader.open(path).headers["ETag"]})
    return reader.asks(path)


def new_task(seeded):
    """The whole form of a task, filled in."""
    return {
        "form_key": "#",
        "title": "Газет тігінділерін қарап шығу",
        "description": "Айлар бойынша",
        "due": "2026-12-01",
        "priority": "NORMAL",
        "stage_id": str(seeded.stage_id),
    }

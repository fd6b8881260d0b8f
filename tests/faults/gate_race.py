"""Fifty clients decide at the same gate at the same moment, two hundred times: each time one of them, and once.

Run alone: ``python -m tests.faults.gate_race [--short] [--database sqlite|postgresql]``.
"""

import argparse
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from html import unescape
from http.client import HTTPConnection
from threading import Barrier
from typing import NamedTuple
from urllib.parse import urlencode

import sqlalchemy as sa

from app.accounts.sessions import hashed
from app.db import db
from app.gates.models import Decision
from app.journal.models import Entry
from app.outbox.models import Letter
from app.projects.models import Plan, Project
from tests import make
from tests.benchmarks.server import HOST, PRODUCT, serving
from tests.installations import installation, opened

CLIENTS, ROUNDS, SHORT_ROUNDS = 50, 200, 6
MOVES = ("plan/go", "plan/back", "plan/not_yet")


class Client(NamedTuple):
    """One browser of one coordinator, on a connection of its own."""

    connection: HTTPConnection
    headers: dict
    token: str


def people_at_the_gate(app):
    """A project with two coordinators and two members, all at its first gate; gives the cookies of the two."""
    first, second = (make.user(f"coordinator{n}@library.example", surname=f"Сейтова{n}") for n in (1, 2))
    project = make.project(first, members=[second, make.user(), make.user()])
    project.seats[1].role = project.seats[0].role
    db.session.commit()
    signer = app.session_interface.get_signing_serializer(app)
    cookies = []
    for person in (first, second):
        make.session(person, hashed(person.email))
        cookies.append(f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps({'id': person.email})}")
    return project.id, cookies


def client(port, cookie):
    connection = HTTPConnection(HOST, port, timeout=120)
    connection.request("GET", "/projects/1/gate", headers={"Cookie": cookie})
    answer = connection.getresponse()
    page = answer.read().decode()
    given = answer.headers.get("Set-Cookie", cookie).partition(";")[0]
    token = unescape(re.search(r'name="csrf_token" value="([^"]+)"', page)[1])
    return Client(connection, {"Cookie": given, "Content-Type": "application/x-www-form-urlencoded"}, token)


def form_of_round(plan):
    """Go on whatever is missing; from the last stage back to the first."""
    facts = {"version": plan.version, "reason": "Enough for now", "to_key": "", "meeting_id": 0}
    if plan.next_stage is None:
        return facts | {"verdict": "BACK", "to_key": plan.stages[0].key}
    return facts | {"verdict": "GO"} | {f"waiver-{asked['id']}": "It can wait" for asked in plan.stage.conditions}


def post(one, form, barrier):
    body = urlencode(form | {"csrf_token": one.token})
    barrier.wait()
    one.connection.request("POST", "/projects/1/gate", body, one.headers)
    answer = one.connection.getresponse()
    return answer.status, answer.read().decode()


def play(app, port, cookies, rounds, figures):
    clients = [client(port, cookies[number % 2]) for number in range(CLIENTS)]
    barrier = Barrier(CLIENTS)
    with ExitStack() as open_ones, ThreadPoolExecutor(CLIENTS) as pool:
        for one in clients:
            open_ones.callback(one.connection.close)
        for _round in range(rounds):
            form = form_of_round(db.session.scalars(sa.select(Plan)).one())
            db.session.rollback()
            answers = list(pool.map(lambda one, form=form: post(one, form, barrier), clients))
            winner = db.session.scalars(sa.select(Decision).order_by(Decision.id.desc())).first().decided_by.short_name
            db.session.rollback()
            figures["won"] += sum(status == 303 for status, _page in answers)
            figures["named"] += sum(status == 409 and winner in page for status, page in answers)
            figures["failed"] += sum(status >= 500 for status, _page in answers)


def run(rounds, database="sqlite"):
    """Figures of the drill: who won, how many others read the winner's name, what was written, what failed."""
    figures = {"rounds": rounds, "won": 0, "named": 0, "failed": 0}
    with installation(database) as settings, opened(settings) as app:
        project_id, cookies = people_at_the_gate(app)
        with serving(PRODUCT, settings) as server:
            play(app, server.port, cookies, rounds, figures)
        figures["decisions"] = db.session.scalar(sa.select(sa.func.count(Decision.id)))
        figures["entries"] = db.session.scalar(sa.select(sa.func.count(Entry.id)).where(Entry.kind.in_(MOVES)))
        figures["letters"] = db.session.scalar(sa.select(sa.func.count(Letter.id)))
        figures["told"] = len(db.session.get_one(Project, project_id).people) - 1
    return figures


def holds(figures):
    """One winner a round, everybody else told who it was, and nothing written twice."""
    rounds = figures["rounds"]
    return (
        figures["won"] == figures["decisions"] == figures["entries"] == rounds
        and figures["named"] == rounds * (CLIENTS - 1)
        and figures["letters"] == rounds * figures["told"]
        and not figures["failed"]
    )


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--short", action="store_true")
    options.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    asked = options.parse_args()
    figures = run(SHORT_ROUNDS if asked.short else ROUNDS, asked.database)
    print("gate_race:", f"database={asked.database}", *(f"{name}={figure}" for name, figure in figures.items()))
    return 0 if holds(figures) else 1


if __name__ == "__main__":
    sys.exit(main())

"""Four clients move the same cards at the same moment, ten thousand times: none is lost or doubled, none out of order.

Each round four moves are sent at once. What the board holds then must be what a plain list holds after the same moves
one after another, in some order of the four.

Run alone: ``python -m tests.faults.board_moves [--short] [--database sqlite|postgresql]``.
"""

import argparse
import random
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import permutations
from threading import Barrier
from typing import NamedTuple
from urllib.parse import urlencode

import sqlalchemy as sa

from app.db import db
from app.tasks.models import Task
from tests import make
from tests.benchmarks.server import PRODUCT, serving
from tests.faults.gate_race import client, people_at_the_gate
from tests.installations import installation, opened
from tests.tasks.posts import tallied
from workflows.tasks import TASK, TaskState

CLIENTS, CARDS, MOVES, SHORT_MOVES = 4, 24, 10_000, 240
SEED = 1975


class Move(NamedTuple):
    """A card is put before another, or last for 0; with a trigger it changes its column first."""

    card: int
    trigger: str
    before: int


def chosen(dice, columns):
    """A move that the rules allow now: within its column, or by a trigger into another."""
    state = dice.choice([state for state in columns if columns[state]])
    card = dice.choice(columns[state])
    triggers = [trigger for trigger, source, _target, _guards in TASK.moves if source is state and is_open_to(trigger)]
    trigger = dice.choice(["", *triggers])
    target = TASK.machine.events[trigger].transitions[state.name][0].dest if trigger else state.name
    neighbours = [other for other in columns[TaskState[target]] if other != card]
    return Move(card, trigger, dice.choice([0, *neighbours]))


def is_open_to(trigger):
    """No card of this drill asks for a review."""
    return trigger not in ("submit", "accept", "send_back")


def after(columns, moves):
    """What the columns hold after these moves, one after another."""
    columns = {state: list(cards) for state, cards in columns.items()}
    for move in moves:
        state = next(state for state, cards in columns.items() if move.card in cards)
        columns[state].remove(move.card)
        if move.trigger:
            state = TaskState[TASK.machine.events[move.trigger].transitions[state.name][0].dest]
        cards = columns[state]
        cards.insert(cards.index(move.before) if move.before in cards else len(cards), move.card)
    return columns


def read():
    """The board as the database holds it: the ids of each column in order, and every card's version."""
    db.session.rollback()
    found = db.session.execute(sa.select(Task.id, Task.state, Task.version).order_by(Task.rank, Task.id)).all()
    columns: dict = {state: [] for state in TaskState}
    for row in found:
        columns[row.state].append(row.id)
    return columns, {row.id: row.version for row in found}


def post(one, move, version, barrier):
    typed = {"version": version, "trigger": move.trigger, "before": move.before or "", "csrf_token": one.token}
    barrier.wait()
    one.connection.request(
        "POST", f"/tasks/{move.card}/place", urlencode(typed), {**one.headers, "X-Requested-With": "fetch"}
    )
    answer = one.connection.getresponse()
    answer.read()
    return answer.status


def play(port, cookies, rounds, figures):
    dice, barrier = random.Random(SEED), Barrier(CLIENTS)  # nosec B311  # dice, no secrets
    clients = [client(port, cookies[number % 2]) for number in range(CLIENTS)]
    columns, versions = read()
    with ExitStack() as open_ones, ThreadPoolExecutor(CLIENTS) as pool:
        for one in clients:
            open_ones.callback(one.connection.close)
        for _round in range(rounds):
            moves = [chosen(dice, columns) for _client in clients]
            sent = [versions[move.card] for move in moves]
            answers = list(pool.map(post, clients, moves, sent, [barrier] * CLIENTS))
            taken = [move for move, status in zip(moves, answers, strict=True) if status == 200]
            found, versions = read()
            figures["moves"] += CLIENTS
            figures["taken"] += len(taken)
            figures["stale"] += answers.count(409)
            figures["failed"] += sum(status not in (200, 409) for status in answers)
            figures["out_of_order"] += all(found != after(columns, one_way) for one_way in permutations(taken))
            columns = found


def run(moves, database="sqlite"):
    """Figures of the drill: moves sent, taken, met by a newer version, failed; cards lost or doubled; rounds astray."""
    figures = {"moves": 0, "taken": 0, "stale": 0, "failed": 0, "out_of_order": 0}
    with installation(database) as settings, opened(settings) as app:
        project_id, cookies = people_at_the_gate(app)
        project = db.session.get_one(make.Project, project_id)
        cards = [make.task(project, project.coordinators[0]).id for _card in range(CARDS)]
        with serving(PRODUCT, settings) as server:
            play(server.port, cookies, moves // CLIENTS, figures)
        columns, _versions = read()
        standing = [card for state in columns.values() for card in state]
        figures["lost"] = len(set(cards) - set(standing))
        figures["doubled"] = len(standing) - len(set(standing))
        figures["miscounted"] = miscounted(project, columns)
    return figures


def miscounted(project, columns):
    """Columns whose kept count is off; the cards came without one, all to do."""
    kept = tallied(project)
    stage_id = project.plan.stage.id
    begun = {TaskState.TODO: CARDS}
    return sum(
        kept.get(f"{stage_id}:{state.name}", 0) + begun.get(state, 0) != len(columns[state]) for state in columns
    )


def holds(figures):
    """Nothing lost, doubled, miscounted, failed or out of order, and some moves did meet each other."""
    wrong = ("failed", "out_of_order", "lost", "doubled", "miscounted")
    return not any(figures[name] for name in wrong) and figures["taken"] + figures["stale"] == figures["moves"]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--short", action="store_true")
    options.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    asked = options.parse_args()
    figures = run(SHORT_MOVES if asked.short else MOVES, asked.database)
    print("board_moves:", f"database={asked.database}", *(f"{name}={figure}" for name, figure in figures.items()))
    return 0 if holds(figures) else 1


if __name__ == "__main__":
    sys.exit(main())

"""Random lives of projects against a plain model: no illegal stage, no lost history, whatever is decided and edited.

Run alone: ``python -m tests.faults.gate_histories [--short] [--database sqlite|postgresql]``.
"""

import argparse
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from app import clock
from app.db import db
from app.gates import actions, saying
from app.gates.models import Decision, Verdict
from app.gates.queries import visits_of
from app.journal.models import Entry
from app.plans import shape
from app.projects import actions as projects
from tests import make
from tests.histories import lives
from tests.installations import installation, opened
from workflows.engine import Refused
from workflows.projects import ProjectState
from workflows.stages import MOST_STAGES

MOVES = {"plan/go", "plan/back", "plan/not_yet", "plan/finish"}
HISTORIES, SHORT_HISTORIES = 5_000, 40
#: How many histories were lived, and how many decisions were taken in them.
LIVED: Counter = Counter()
START = datetime(2026, 3, 2, 7, tzinfo=UTC)


class Life(RuleBasedStateMachine):
    """A project with a plan of two to twelve stages, and beside it a list of what must have become of it."""

    @initialize(length=st.integers(2, 12))
    def begin(self, length):
        self.now = START
        self.person = make.user(f"{make.numbers.__next__()}@library.example")
        stages = [planned(f"stage_{number}") for number in range(length)]
        with clock.at(self.now):
            self.project = projects.create(
                actor=self.person,
                title="Any",
                language="en",
                starts_on=date(2026, 1, 5),
                time_zone="UTC",
                stages=stages,
            )
        db.session.commit()
        self.keys = [stage["key"] for stage in stages]
        self.here, self.round, self.done = self.keys[0], 1, False
        self.visits, self.kept, self.fresh, self.led_to = [(self.here, 1)], [], None, set()

    @property
    def place(self):
        return self.keys.index(self.here)

    def come_to(self, key):
        self.here = key
        self.led_to.add(key)
        self.visits.append((key, self.round))

    @rule(minutes=st.integers(1, 30))
    def time_passes(self, minutes):
        self.now += timedelta(minutes=minutes)

    def decide(self, verdict, **facts):
        before = (self.here, self.round, self.done, list(self.visits))
        self.now += timedelta(seconds=1)
        with clock.at(self.now):
            plan = self.project.plan
            actions.decide(plan, verdict, actor=self.person, version=plan.version, **facts)
        db.session.commit()
        self.kept.append(verdict)
        self.fresh = (before, self.now)

    @precondition(lambda self: not self.done)
    @rule()
    def go(self):
        self.decide(Verdict.GO)
        if self.place == len(self.keys) - 1:
            self.done = True
        else:
            self.come_to(self.keys[self.place + 1])

    @precondition(lambda self: not self.done)
    @rule()
    def not_yet(self):
        self.decide(Verdict.NOT_YET, reason="Too early")

    @precondition(lambda self: not self.done and self.place)
    @rule(data=st.data())
    def back(self, data):
        target = data.draw(st.sampled_from(self.keys[: self.place]))
        self.decide(Verdict.BACK, reason="The plan was wrong", to_key=target)
        self.round += 1
        self.come_to(target)

    @precondition(lambda self: self.fresh)
    @rule()
    def take_back(self):
        before, at = self.fresh
        decision = latest()
        may = self.now - at < timedelta(minutes=10)
        with clock.at(self.now):
            if not may:
                refused(lambda: actions.take_back(decision, actor=self.person))
                return
            actions.take_back(decision, actor=self.person)
        db.session.commit()
        self.here, self.round, self.done, self.visits = before
        self.fresh = None

    @precondition(lambda self: not self.done)
    @rule()
    def say_something(self):
        self.now += timedelta(seconds=1)
        with clock.at(self.now):
            saying.give_opinion(self.project.plan, actor=self.person, is_yes=True, sentence="")
        db.session.commit()
        self.fresh = None

    @precondition(lambda self: not self.done)
    @rule(key=st.sampled_from(["nowhere", "stage_0", "stage_11"]))
    def go_back_to_what_does_not_lie_behind(self, key):
        assume(key not in self.keys[: self.place])
        plan = self.project.plan
        wrong = {"actor": self.person, "version": plan.version, "reason": "Why not", "to_key": key}
        refused(lambda: actions.decide(plan, Verdict.BACK, **wrong))

    @precondition(lambda self: self.done)
    @rule()
    def reopen(self):
        with clock.at(self.now):
            projects.change_life(self.project, "reopen", actor=self.person, version=self.project.version)
        db.session.commit()
        self.done, self.fresh = False, None
        self.visits.append((self.here, self.round))

    @rule(data=st.data(), change=st.sampled_from(["up", "down", "remove", "add_after"]))
    def edit(self, data, change):
        at = data.draw(st.integers(0, len(self.keys) - 1))
        stage, key = self.project.plan.stages[at], self.keys[at]
        facts = {"actor": self.person, "version": self.project.plan.version}
        if not self.may_edit(change, at):
            refused(lambda: EDITS[change](stage, **facts))
            return
        made = EDITS[change](stage, **facts)
        db.session.commit()
        self.fresh = None
        if change == "add_after":
            self.keys.insert(at + 1, made.key)
        else:
            self.keys.remove(key)
            if change != "remove":
                self.keys.insert(at + (1 if change == "down" else -1), key)

    def may_edit(self, change, at):
        """What was entered stays where it is, and nothing is put before it."""
        entered, key = {key for key, _round in self.visits}, self.keys[at]
        if self.done:
            return False
        if change == "add_after":
            return at >= self.place and len(self.keys) < MOST_STAGES
        if change == "remove":
            return key not in entered | self.led_to
        beside = at + (1 if change == "down" else -1)
        return key not in entered and 0 <= beside < len(self.keys) and self.keys[beside] not in entered

    @invariant()
    def the_project_stands_where_the_model_says(self):
        plan = self.project.plan
        assert [stage.key for stage in plan.stages] == self.keys
        assert (plan.stage_key, plan.round) == (self.here, self.round)
        assert (self.project.state is ProjectState.COMPLETED) == self.done

    @invariant()
    def no_visit_and_no_decision_is_lost(self):
        found = [(visit.stage.key, visit.round) for visit in visits_of(self.project)]
        assert found == self.visits
        assert [visit.left_at is None for visit in visits_of(self.project)][-1] == (not self.done)
        decisions = db.session.scalars(db.select(Decision).where(Decision.project_id == self.project.id))
        assert [decision.verdict for decision in decisions] == self.kept

    @invariant()
    def every_decision_has_its_entry(self):
        entries = db.session.scalars(db.select(Entry.kind).where(Entry.project_id == self.project.id)).all()
        assert sum(kind in MOVES for kind in entries) == len(self.kept)

    def teardown(self):
        LIVED.update(histories=1, decisions=len(getattr(self, "kept", ())))
        db.session.rollback()


def add_after(stage, **facts):
    return shape.add(stage, titles={"en": "One more"}, descriptions={}, working_days=5, **facts)


EDITS = {
    "up": lambda stage, **facts: shape.swap(stage, "up", **facts),
    "down": lambda stage, **facts: shape.swap(stage, "down", **facts),
    "remove": shape.remove,
    "add_after": add_after,
}


def planned(key):
    return {"key": key, "working_days": 5, "conditions": [], "titles": {"en": key}, "descriptions": {}}


def latest():
    return db.session.scalars(db.select(Decision).order_by(Decision.id.desc())).first()


def refused(act):
    with pytest.raises(Refused):
        act()
    db.session.rollback()


def run(histories, database="sqlite"):
    """Figures of the drill; a history that goes wrong is printed in full by its failure."""
    LIVED.clear()
    with (
        installation(database) as chosen,
        opened(chosen | {"SQLITE_SYNCHRONOUS": "OFF"}) as app,
        app.test_request_context(),
    ):
        lives(Life, histories, steps=20)
        db.session.remove()
    return {"histories": LIVED["histories"], "decisions": LIVED["decisions"], "wrong": 0}


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--short", action="store_true")
    options.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    asked = options.parse_args()
    figures = run(SHORT_HISTORIES if asked.short else HISTORIES, asked.database)
    print("gate_histories:", f"database={asked.database}", *(f"{name}={figure}" for name, figure in figures.items()))
    return 0 if figures["histories"] >= (SHORT_HISTORIES if asked.short else HISTORIES) else 1


if __name__ == "__main__":
    sys.exit(main())

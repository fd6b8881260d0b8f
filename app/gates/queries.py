"""Decisions as they are read, and gates as they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import clock
from app.db import db, rows
from app.gates.facts import Facts, facts_of
from app.gates.models import Decision
from app.gates.voices import Opinion, Request, Tick
from app.projects.models import Project, Stage
from app.projects.plans import Visit
from app.projects.queries import project_ids_of
from workflows.gates import answers


@dataclass
class Gate:
    """The present stage's conditions with their answers."""

    project: Project
    answers: list
    facts: Facts

    @property
    def stage(self):
        return self.project.plan.stage

    @property
    def next_stage(self):
        return self.project.plan.next_stage

    @property
    def missing(self):
        return [answer for answer in self.answers if not answer.is_met]

    @property
    def met(self):
        return len(self.answers) - len(self.missing)

    def since_yesterday(self, answer):
        """How much the figure grew since the day began; None where that is not known."""
        plan = self.project.plan
        if plan.figured_on != clock.today(self.project.time_zone) or plan.figures.get("stage") != self.stage.key:
            return None
        then = plan.figures["done"].get(answer.id)
        return None if then is None else answer.done - then


def gate_of(project, counted=None):
    """The gate of one project; `counted` are its tallies, where a page read them already."""
    tallies = None if counted is None else {project.id: counted}
    return gates_of([project], tallies)[project.id]


def gates_of(projects, tallies=None):
    """The gates of several projects, by project's id, in one statement more than the plans take."""
    known = facts_of(projects, tallies)
    asked = {project.id: answers(project.plan.stage.conditions, known[project.id]) for project in projects}
    return {project.id: Gate(project, asked[project.id], known[project.id]) for project in projects}


def visible_to(actor):
    return db.select(Decision).where(Decision.project_id.in_(project_ids_of(actor)))


def find(decision_id, actor):
    whole = (joinedload(Decision.stage), joinedload(Decision.to_stage), joinedload(Decision.decided_by))
    return db.one_or_404(visible_to(actor).where(Decision.id == decision_id).options(*whole))


def decisions_of(project):
    """Every decision of the project, latest first."""
    query = (
        db.select(Decision)
        .where(Decision.project_id == project.id)
        .options(
            joinedload(Decision.stage).lazyload(Stage.texts),
            joinedload(Decision.to_stage).lazyload(Stage.texts),
            joinedload(Decision.decided_by),
            joinedload(Decision.meeting),
        )
        .order_by(Decision.id.desc())
    )
    return db.session.scalars(query).all()


def latest_of(project_id):
    """The decision taken last, whether it holds or not; None before the first."""
    query = db.select(Decision).where(Decision.project_id == project_id).order_by(Decision.id.desc()).limit(1)
    return db.session.scalar(query.options(joinedload(Decision.decided_by)))


def decided_at(meeting):
    """The decisions that were taken at a meeting."""
    query = db.select(Decision).where(Decision.project_id == meeting.project_id, Decision.meeting_id == meeting.id)
    return db.session.scalars(query.options(joinedload(Decision.stage)).order_by(Decision.id)).all()


def visits_of(project):
    """Every stay in a stage, in order."""
    query = db.select(Visit).where(Visit.project_id == project.id).order_by(Visit.id)
    return db.session.scalars(query).all()


class Voices(NamedTuple):
    """What was said at a gate in this round: rows of ``(what, key, user_id, is_yes, words, at)``, earliest first."""

    rows: Sequence

    def of(self, what):
        return [row for row in self.rows if row.what == what]

    @property
    def opinions(self):
        return self.of("opinion")

    @property
    def requests(self):
        return self.of("request")

    @property
    def ticks(self):
        """By the id of the condition."""
        return {row.key: row for row in self.of("tick")}


def voices_of(plan):
    """Opinions, ticks and open requests at the present gate, in one statement."""
    return Voices(rows(voices(), project_id=plan.project_id, stage_id=plan.stage.id, round=plan.round))


@lru_cache(maxsize=1)
def voices():
    none, no_words = sa.null().cast(sa.Boolean), sa.literal("")
    parts = (
        said(Opinion, "opinion", no_words, Opinion.is_yes, Opinion.sentence).where(*in_round(Opinion)),
        said(Tick, "tick", Tick.condition_id, none, no_words).where(*in_round(Tick)),
        said(Request, "request", no_words, none, Request.note).where(Request.decision_id.is_(None)),
    )
    return sa.union_all(*parts).order_by("at")


def said(voice, what, key, is_yes, words):
    return sa.select(
        sa.literal(what).label("what"),
        key.label("key"),
        voice.user_id,
        is_yes.label("is_yes"),
        words.label("words"),
        voice.at.label("at"),
    ).where(voice.project_id == sa.bindparam("project_id"))


def in_round(voice):
    return voice.stage_id == sa.bindparam("stage_id"), voice.round == sa.bindparam("round")

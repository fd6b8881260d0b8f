"""A long table looked through by the worker: what came of it stays with the table until its reader agrees."""

import hashlib
from typing import NamedTuple

from flask_babel import force_locale

from app.accounts.models import User
from app.db import begin_write, db
from app.jobs.running import CannotBeDone
from app.materials.imports.actions import WAITING
from app.materials.imports.rows import Line, Row
from app.materials.imports.trying import Trial
from app.projects.models import Project
from app.rights import Act
from app.tables.models import Batch
from workflows.sentences import p

#: So many lines are looked through before the work says how far it is.
PIECE = 100
#: So many good lines a page shows, and so many with something against them; a sheet has all of the latter.
SHOWN, SHOWN_WITH_REASONS = 50, 200
NOT_HERE = p("job", "The table is not here any more. Send it again.")
NOT_ALLOWED = p("job", "Only people of the workgroup can do this.")


class Outcome(NamedTuple):
    """What the page of a dry run says: how many lines are good, wrong and idle, some of them as `Row`s, the mark."""

    ready: int
    wrong: int
    idle: int
    rows: list
    mark: str


class Shown(NamedTuple):
    """A material as the page of a dry run names it."""

    id: int
    accession: str
    title: str


def outcome_of(tried):
    """That of a short table, whose lines with reasons are shown all."""
    shown = [row for n, row in enumerate(tried.rows) if row.reasons or n < SHOWN]
    return Outcome(len(tried.ready), len(tried.wrong), len(tried.idle), shown, tried.mark)


def outcome_kept(trial):
    """That of a long table, as its trial was kept."""
    return Outcome(
        trial["ready"], len(trial["wrong"]), trial["idle"], [shown(**row) for row in trial["shown"]], trial["mark"]
    )


def shown(number, title, material, changes, news, reasons, is_wrong):
    return Row(Line(number, {"title": title}), material and Shown(*material), {}, changes, news, reasons, is_wrong)


def as_shown(row):
    material = row.material and [row.material.id, row.material.accession, row.material.title]
    return {
        "number": row.line.number,
        "title": row.line.typed.get("title", ""),
        "material": material,
        "changes": row.changes,
        "news": row.news,
        "reasons": [str(reason) for reason in row.reasons],
        "is_wrong": row.is_wrong,
    }


def mark_of(row):
    """What was agreed to of one line; who is new by name follows from the lines before it."""
    version = row.material and (row.material.id, row.material.version)
    return hashlib.sha256(repr((row.line.number, version, row.changes)).encode()).hexdigest()[:16]


def trial_of(run, batch):
    """The table as its sender wants it read. Raises `CannotBeDone` where it or the right to it is gone."""
    project, actor = db.session.get(Project, run.project_id), db.session.get(User, run.user_id)
    require_right(project, actor)
    asked = run.params
    return Trial(project, batch.facts, asked["columns"], actor=actor, are_alike_same=asked["alike"])


def require_right(project, actor):
    if not project.allows(actor, Act.COLLECT):
        raise CannotBeDone(NOT_ALLOWED)


def table_of(run, kind):
    batch = db.session.get(Batch, run.params["batch_id"])
    if batch is None or batch.kind != kind:
        raise CannotBeDone(NOT_HERE)
    return batch


def look_through(run):
    """Try every line, and keep what its reader is to see."""
    with force_locale(db.session.get(User, run.user_id).language):
        kept = Kept()
        trial = trial_of(run, table_of(run, WAITING))
        for start in range(0, len(trial.lines), PIECE):
            run.reach(start, len(trial.lines))
            kept.take(trial.rows(start, start + PIECE))
    begin_write()
    batch = table_of(run, WAITING)
    batch.facts = {
        **batch.facts,
        "trial": {**kept.facts(), "columns": run.params["columns"], "alike": run.params["alike"]},
    }
    if run.finish():
        db.session.commit()


class Kept:
    """What is remembered of the lines that were looked through."""

    def __init__(self):
        self.marks: dict = {}
        self.wrong: list = []
        self.shown: list = []
        self.idle = self.with_reasons = self.good = 0

    def take(self, rows):
        for row in rows:
            self.keep(row)

    def keep(self, row):
        if row.is_ready:
            self.marks[row.line.number] = mark_of(row)
        elif row.is_wrong:
            self.wrong.append([row.line.number, " ".join(map(str, row.reasons))])
        else:
            self.idle += 1
        if self.is_to_be_shown(row):
            self.shown.append(as_shown(row))

    def is_to_be_shown(self, row):
        if row.is_ready:
            self.good += 1
            return self.good <= SHOWN
        self.with_reasons += 1
        return self.with_reasons <= SHOWN_WITH_REASONS

    def facts(self):
        mark = hashlib.sha256(repr(self.marks).encode()).hexdigest()
        facts = {"ready": len(self.marks), "wrong": self.wrong, "idle": self.idle, "shown": self.shown}
        return {**facts, "marks": self.marks, "mark": mark}

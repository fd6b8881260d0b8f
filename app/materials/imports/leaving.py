"""A long import taken back by the worker: on its doer's wish, or because it was called off or broke off for good."""

import secrets

from app import clock
from app.accounts.models import User
from app.db import begin_write, db
from app.jobs.actions import ask_for
from app.jobs.models import Job, JobState
from app.journal.actions import as_one_deed
from app.materials.imports.actions import DONE, LEAVING, UNDER_WAY, WAITING
from app.materials.imports.trials import table_of
from app.materials.named_files.naming import forget_batch
from app.materials.taking_back import put_back
from app.projects.models import Project
from app.tables.models import Batch, BatchPart

TAKE_BACK = "take_back_materials"
#: Of a part that was taken back before names went along.
NO_NAMES = {"gone": 0, "stay": 0}
OVER = (JobState.CANCELLED, JobState.FAILED)


def leave(batch, actor):
    """Have it taken back; gives the job, which is another's batch's where the person has one under way."""
    project = db.session.get(Project, batch.project_id)
    was = batch.kind if batch.kind != LEAVING else db.session.get(Job, batch.job_id).params["was"]
    wanted = {"batch_id": batch.id, "deed": secrets.token_hex(16), "was": was}
    job = ask_for(TAKE_BACK, project, actor=actor, **wanted)
    if job.params["batch_id"] == batch.id:
        batch.kind, batch.job_id = LEAVING, job.id
    return job


def clear_broken_off():
    """What imports that were called off or broke off for good recorded is taken back, to the end."""
    begin_write()
    over = (Batch.kind.in_((UNDER_WAY, LEAVING)), Job.state.in_(OVER))
    for batch in db.session.scalars(db.select(Batch).join(Job, Job.id == Batch.job_id).where(*over).order_by(Batch.id)):
        leave(batch, db.session.get(User, batch.user_id))
    db.session.commit()


def take_back(run):
    """Piece by piece, the last one first: whom a piece names for the first time, only later ones name as well."""
    batch_id = table_of(run, LEAVING).id
    mine = BatchPart.batch_id == batch_id
    left = db.select(BatchPart.last).where(mine, ~BatchPart.is_undone).order_by(BatchPart.last.desc())
    wanted = db.session.scalar(db.select(db.func.max(BatchPart.last)).where(mine)) or 0
    for place in db.session.scalars(left).all():
        run.go_on(wanted - place, wanted)
        begin_write()
        run.hold()
        take_back_part(run, db.session.get(BatchPart, (batch_id, place)))
        db.session.commit()
    begin_write()
    settle(table_of(run, LEAVING), was_whole=run.params["was"] == DONE)
    if run.finish():
        db.session.commit()


def take_back_part(run, part):
    actor = db.session.get(User, run.user_id)
    with as_one_deed(run.params["deed"]):
        _n, left = put_back(run.project_id, part.facts, actor=actor)
    part.facts, part.is_undone = {**part.facts, **left}, True


def settle(batch, *, was_whole):
    """A whole import was taken back; of one that was not, its table waits as it did before."""
    forget_batch(batch.id)
    mine = db.select(BatchPart.facts).where(BatchPart.batch_id == batch.id)
    parts = db.session.scalars(mine.order_by(BatchPart.last)).all()
    stay = [number for facts in parts for number in facts["stay"]]
    names = {what: sum(facts.get("names", NO_NAMES)[what] for facts in parts) for what in NO_NAMES}
    batch.at, batch.facts = clock.now(), {**batch.facts, "stay": stay, "names": names}
    if was_whole:
        batch.kind, batch.undone_at = DONE, clock.now()
        return
    batch.kind, batch.job_id = WAITING, None
    batch.facts = {name: fact for name, fact in batch.facts.items() if name != "trial"}
    db.session.execute(db.delete(BatchPart).where(BatchPart.batch_id == batch.id))

"""Long work as it goes: claimed by a number, kept by a lease, taken up again when its worker fell silent."""

from dataclasses import dataclass
from datetime import timedelta
from time import sleep

from app import clock
from app.db import begin_write, db, is_sqlite
from app.jobs.kinds import KINDS
from app.jobs.models import Job, JobState
from app.jobs.queue import wake
from app.jobs.stopping import is_stopping
from workflows.sentences import p

#: Longer than one step of any work takes; each step begins it anew.
LEASE = timedelta(minutes=5)
MOST_TRIES = 3
#: Seconds. SQLite has one writer, and another process that waits for its turn looks again after a tenth.
PAUSE = 0.15
GAVE_UP = p("job", "It broke off three times and is not tried again. The log says more.")


class Stopped(Exception):
    """The work is not ours any more: cancelled, taken up by another worker, or put back because we stop."""


class CannotBeDone(Exception):
    """The work has nothing to do or cannot go on; `reason`, marked in the context "job", is shown to who asked."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


@dataclass
class Run:
    """A worker's right to one job until its lease ends, and what was asked for."""

    job_id: int
    number: int
    kind: str
    params: dict
    project_id: int | None
    user_id: int | None

    def reach(self, done, wanted):
        """Write down how far the work is. Raises `Stopped` when it must not go on."""
        begin_write()
        leaves = is_stopping()
        step = {"state": JobState.QUEUED, "tries": Job.tries - 1} if leaves else {"lease_until": clock.now() + LEASE}
        is_ours = self.change(done=done, wanted=wanted, **step)
        db.session.commit()
        if leaves or not is_ours:
            raise Stopped

    def go_on(self, done, wanted):
        """The same between two transactions that others wait for: they have their turn first."""
        if is_sqlite():
            sleep(PAUSE)
        self.reach(done, wanted)

    def hold(self):
        """Keep the claim for the caller's transaction: what is written in it is kept only while the job is ours."""
        if not self.change(lease_until=clock.now() + LEASE):
            raise Stopped

    def finish(self):
        """End the job in the caller's transaction, with what it made. False when it was called off meanwhile."""
        return self.change(state=JobState.DONE, done=Job.wanted, ended_at=clock.now())

    def fail(self, reason):
        begin_write()
        self.change(state=JobState.FAILED, message=reason, ended_at=clock.now())
        db.session.commit()

    def change(self, **values):
        """Change the row while the claim holds. True if it did."""
        ours = db.update(Job).where(Job.id == self.job_id, Job.claim_no == self.number, Job.state == JobState.RUNNING)
        changed = db.session.execute(ours.values(**values).execution_options(synchronize_session=False))
        return changed.rowcount == 1


def run(job_id):
    """Do the work of a job, unless it is done, called off or another worker's."""
    claimed = claim(job_id)
    if claimed is None:
        return
    try:
        KINDS[claimed.kind].work(claimed)
    except Stopped:
        db.session.rollback()
    except CannotBeDone as refusal:
        claimed.fail(refusal.reason)


def claim(job_id):
    """Take a job that waits; None if another worker was quicker."""
    begin_write()
    waiting = db.update(Job).where(Job.id == job_id, Job.state == JobState.QUEUED)
    taken = waiting.values(
        state=JobState.RUNNING,
        claim_no=Job.claim_no + 1,
        tries=Job.tries + 1,
        lease_until=clock.now() + LEASE,
    )
    won = db.session.execute(taken.execution_options(synchronize_session=False)).rowcount == 1
    job = db.session.get(Job, job_id, populate_existing=True) if won else None
    claimed = Run(job.id, job.claim_no, job.kind, job.params, job.project_id, job.user_id) if job else None
    db.session.commit()
    return claimed


def take_up_again():
    """Jobs whose worker fell silent wait anew, three times at most; the worker is told of every one that waits."""
    silent = (Job.state == JobState.RUNNING, Job.lease_until < clock.now())
    hopeless = {"state": JobState.FAILED, "message": GAVE_UP, "ended_at": clock.now()}
    begin_write()
    db.session.execute(db.update(Job).where(*silent, Job.tries >= MOST_TRIES).values(hopeless))
    db.session.execute(db.update(Job).where(*silent).values(state=JobState.QUEUED))
    db.session.commit()
    for job_id in db.session.scalars(db.select(Job.id).where(Job.state == JobState.QUEUED).order_by(Job.id)).all():
        wake("run_job", job_id)

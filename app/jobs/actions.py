"""Ask for long work, and call it off."""

from app import clock
from app.db import db
from app.jobs.kinds import KINDS
from app.jobs.models import Job, JobState
from app.jobs.queue import call, call_early
from workflows.engine import Refused
from workflows.sentences import Sentence

NOT_STOPPED = Sentence("What is being taken back is taken back to the end.")
UNFINISHED = (JobState.QUEUED, JobState.RUNNING)


def ask_for(kind, project, *, actor, **params):
    """The job of this kind that the person has under way for this project, else a new one; the caller commits."""
    under_way = db.select(Job).where(
        Job.kind == kind, Job.project_id == project.id, Job.user_id == actor.id, Job.state.in_(UNFINISHED)
    )
    if job := db.session.scalar(under_way.limit(1)):
        return job
    job = Job(kind=kind, project_id=project.id, user_id=actor.id, params=params, created_at=clock.now())
    db.session.add(job)
    db.session.flush()
    call("run_job", job.id)
    return job


def cancel(job):
    """Call the work off. A worker at it notices at its next step, and keeps nothing."""
    kind = KINDS[job.kind]
    if not kind.may_be_stopped:
        raise Refused([NOT_STOPPED])
    unfinished = db.update(Job).where(Job.id == job.id, Job.state.in_(UNFINISHED))
    db.session.execute(unfinished.values(state=JobState.CANCELLED, ended_at=clock.now()))
    if kind.clear:
        call_early(kind.clear)

"""Jobs as they are found: by who asked for them."""

from app.db import db
from app.jobs.models import Job


def visible_to(actor):
    return db.select(Job).where(Job.user_id == actor.id)


def find(job_id, actor):
    return db.one_or_404(visible_to(actor).where(Job.id == job_id))

"""What the tests of plans post."""

from app.db import db
from app.journal.models import Entry


def address(project, stage=None, rest=""):
    at_stage = f"/{stage.id}" if stage else ""
    return f"/projects/{project.id}/plan{at_stage}" + (f"/{rest}" if rest else "")


def change(browser, stage, rest, **typed):
    """Send a form about a stage as it was drawn now."""
    project = stage.plan.project
    return browser.post(address(project, stage, rest), data={"version": project.plan.version} | typed)


def move_days(browser, stage, start, end, **typed):
    """Both clicks at once: what is saved is what was shown."""
    days = {"start": start, "end": end, "shown": f"{start}/{end}"}
    return change(browser, stage, "days", **days | typed)


def titles(project):
    db.session.expire_all()
    return [stage.original("title") for stage in project.plan.stages]


def days(project):
    db.session.expire_all()
    return [(stage.planned_start.isoformat(), stage.planned_end.isoformat()) for stage in project.plan.stages]


def entries():
    return db.session.scalars(db.select(Entry).order_by(Entry.id)).all()

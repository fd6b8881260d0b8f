"""What the tests of gates post."""

from app.db import db
from app.gates.models import Decision


def decide(browser, project, verdict, **typed):
    """Take a decision through its form, as it was drawn now."""
    facts = {"version": project.plan.version, "verdict": verdict, "to_key": "", "meeting_id": "0"}
    return browser.post(f"/projects/{project.id}/gate", data=facts | typed)


def go(browser, project, **typed):
    """Go on whatever is missing: each condition passes with a reason."""
    waivers = {f"waiver-{asked['id']}": "It can wait" for asked in project.plan.stage.conditions}
    return decide(browser, project, "GO", **waivers | typed)


def decisions():
    return db.session.scalars(db.select(Decision).order_by(Decision.id)).all()

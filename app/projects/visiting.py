"""Entering and leaving stages, written down as visits."""

from app import clock
from app.db import db
from app.projects.plans import Visit


def enter(plan):
    """The project comes into the stage it stands in now."""
    stage = plan.stage
    stage.entered_at, stage.left_at = clock.now(), None
    visit = Visit(project_id=plan.project_id, stage=stage, round=plan.round, entered_at=stage.entered_at)
    db.session.add(visit)


def leave(plan):
    plan.stage.left_at = latest(plan.stage).left_at = clock.now()


def return_to(plan, decision):
    """As if the decision had not led away: its visit never was, and the one before goes on."""
    if decision.to_stage:
        db.session.delete(latest(decision.to_stage))
        db.session.flush()
        before = latest(decision.to_stage)
        decision.to_stage.entered_at = before and before.entered_at
        decision.to_stage.left_at = before and before.left_at
    plan.round = decision.round
    decision.stage.left_at = latest(decision.stage).left_at = None


def latest(stage):
    """The latest visit of a stage, or None."""
    return db.session.scalar(db.select(Visit).where(Visit.stage_id == stage.id).order_by(Visit.id.desc()).limit(1))

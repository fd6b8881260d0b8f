"""Decisions as they are read, and the gate as it stands."""

from types import SimpleNamespace

from sqlalchemy.orm import joinedload

from app.db import db
from app.gates.facts import facts
from app.gates.models import Decision
from app.projects.queries import project_ids_of
from workflows.gates import answers


def gate_of(project, counted=None):
    """The present stage's conditions with their answers, and whether they are all met."""
    found = answers(project.plan.stage.conditions, facts(project, counted))
    return SimpleNamespace(
        stage=project.plan.stage,
        next_stage=project.plan.next_stage,
        answers=found,
        missing=[answer for answer in found if not answer.is_met],
    )


def visible_to(actor):
    return db.select(Decision).where(Decision.project_id.in_(project_ids_of(actor)))


def decisions_of(project):
    """Every decision of the project, latest first."""
    query = (
        db.select(Decision)
        .where(Decision.project_id == project.id)
        .options(
            joinedload(Decision.stage),
            joinedload(Decision.to_stage),
            joinedload(Decision.decided_by),
            joinedload(Decision.meeting),
        )
        .order_by(Decision.id.desc())
    )
    return db.session.scalars(query).all()

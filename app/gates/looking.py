"""What time brings at gates: the figures as each day begins, and the day to decide again."""

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from app import clock
from app.db import begin_write, db
from app.gates.models import Decision, Verdict
from app.gates.queries import gates_of
from app.outbox.actions import post
from app.projects.models import Plan, Project
from workflows.decisions import DecisionState
from workflows.projects import ProjectState

AT_ONCE = 200


def note_figures():
    """Every minute: keep how the gates stand of those running projects whose day has begun, a number at a time."""
    begin_write()
    projects = not_noted()
    for gate in gates_of(projects).values():
        done = {answer.id: answer.done for answer in gate.answers}
        today = clock.today(gate.project.time_zone)
        # Not through the row's version: nobody's page is out of date for it.
        noted = db.update(Plan).where(Plan.project_id == gate.project.id).execution_options(synchronize_session=False)
        db.session.execute(noted.values(figured_on=today, figures={"stage": gate.stage.key, "done": done}))
    db.session.commit()


def not_noted():
    """Running projects without figures of today, by their own day."""
    running = sa.select(Project.time_zone).where(Project.state == ProjectState.RUNNING).distinct()
    zones = db.session.scalars(running).all()
    by_day = [
        sa.and_(Project.time_zone == zone, sa.or_(Plan.figured_on.is_(None), Plan.figured_on < clock.today(zone)))
        for zone in zones
    ]
    query = (
        sa.select(Project)
        .join(Project.plan)
        .where(Project.state == ProjectState.RUNNING, sa.or_(sa.false(), *by_day), Project.deleted_at.is_(None))
        .options(joinedload(Project.plan).selectinload(Plan.stages))
        .limit(AT_ONCE)
    )
    return db.session.scalars(query).all()


def ask_again():
    """Every minute: tell those who decide that the day has come which they named at the gate; each decision once."""
    for decision in to_ask():
        begin_write()
        found = db.session.get(Decision, decision)
        readers = found.project.plan.deciders
        post("gates/ask_again", readers, subject=found, cause=found.id)
        found.asked_again_at = clock.now()
        db.session.commit()


def to_ask():
    """The ids of decisions that said not yet, whose day has come in their project's zone, and that were not told."""
    zones = sa.select(Project.time_zone).where(Project.state == ProjectState.RUNNING).distinct()
    days = [
        sa.and_(Project.time_zone == zone, Decision.ask_again_on <= clock.today(zone))
        for zone in db.session.scalars(zones).all()
    ]
    later = aliased(Decision)
    query = (
        sa.select(Decision.id)
        .join(Decision.project)
        .where(
            ~sa.exists().where(later.project_id == Decision.project_id, later.id > Decision.id),
            Decision.verdict == Verdict.NOT_YET,
            Decision.state == DecisionState.KEPT,
            Decision.asked_again_at.is_(None),
            Project.state == ProjectState.RUNNING,
            sa.or_(sa.false(), *days),
        )
    )
    found = db.session.scalars(query.limit(AT_ONCE)).all()
    db.session.rollback()
    return found

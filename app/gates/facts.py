"""What the conditions of a gate ask about a project, counted in at most three statements at any size."""

from types import SimpleNamespace

from sqlalchemy import case, func

from app import clock
from app.db import db
from app.materials.models import Material
from app.meetings.models import Meeting
from app.tally import counts, total
from app.tasks.models import Task
from workflows.materials import ACCEPTED
from workflows.meetings import MeetingState
from workflows.tasks import OPEN, TaskState


def facts(project):
    """The facts of the project and its present stage, as `workflows.gates` reads them."""
    stage = project.plan.stage
    counted = counts(project.id)
    seats = project.numbered_seats
    at_stage = {state: counted.get(("tasks", f"{stage.id}:{state.name}"), 0) for state in TaskState}
    figures = db.session.execute(figures_of(project, stage)).one()
    return SimpleNamespace(
        seats=project.seat_count,
        seats_taken=project.seats_taken,
        seats_with_duty=len([seat for seat in seats if seat.duty]),
        stage_tasks=sum(n for state, n in at_stage.items() if state is not TaskState.CANCELLED),
        stage_tasks_done=at_stage[TaskState.DONE],
        open_tasks=sum(n for (what, key), n in counted.items() if what == "tasks" and key.endswith(OPEN_KEYS)),
        tasks_overdue=figures.overdue,
        meetings_held=figures.held,
        materials=total(counted, "materials"),
        materials_accepted=total(counted, "materials", {state.name for state in ACCEPTED}),
        materials_with_source=figures.with_source,
    )


OPEN_KEYS = tuple(f":{state.name}" for state in OPEN)


def figures_of(project, stage):
    """One statement of three small counts within the project, each along an index.

    A meeting of an earlier round, before the project came back to this stage, counts no more.
    """
    today = clock.today(project.time_zone)
    held = db.select(func.count()).where(
        Meeting.project_id == project.id,
        Meeting.stage_id == stage.id,
        Meeting.state == MeetingState.HELD,
        Meeting.starts_at >= stage.entered_at,
        Meeting.deleted_at.is_(None),
    )
    overdue = db.select(func.count()).where(
        Task.project_id == project.id, Task.due < today, Task.state.in_(OPEN), Task.deleted_at.is_(None)
    )
    has_source = (Material.source_name != "") & Material.acquisition.is_not(None)
    with_source = db.select(func.coalesce(func.sum(case((has_source, 1), else_=0)), 0)).where(
        Material.project_id == project.id, Material.deleted_at.is_(None)
    )
    return db.select(
        held.scalar_subquery().label("held"),
        overdue.scalar_subquery().label("overdue"),
        with_source.scalar_subquery().label("with_source"),
    )

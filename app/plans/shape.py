"""Change which stages a plan has, and their order. The project's machine follows from their keys."""

from itertools import count

from sqlalchemy import func

from app.db import db, lock
from app.materials.models import Material
from app.meetings.models import Meeting
from app.plans.standing import spans
from app.plans.writing import begin, days_of, lay, written
from app.projects.laying import word
from app.projects.models import Stage
from app.tally import Tally
from app.tally import count as tally
from app.tasks.models import Task
from workflows.plan_days import divided, inserted, removed, swapped


def add(after, *, actor, version, titles, descriptions, working_days):
    """Put a new stage, so many working days long, after this one; what follows moves by as much."""
    begin(after, "add_after", actor=actor, version=version)
    plan, before, place = after.plan, days_of(after.plan), after.plan.stages.index(after) + 1
    laid = inserted(spans(plan), place, working_days)
    made = new_stage(plan, place, laid[place], titles, descriptions)
    put_in_order(plan, [*plan.stages[:place], made, *plan.stages[place:]], laid)
    written(plan, "add", actor=actor, title=made.original("title"), before=missing(before, made), after=days_of(plan))
    return made


def split(stage, *, actor, version, day, titles):
    """Part a stage in two, of which the second begins on `day` under titles of its own.

    Both ask what its gate asked, by the same person; what belongs to the stage stays with the first part.
    """
    begin(stage, "split", actor=actor, version=version)
    plan, before, place = stage.plan, days_of(stage.plan), stage.plan.stages.index(stage)
    laid = divided(spans(plan), place, day)
    made = new_stage(plan, place + 1, laid[place + 1], titles, {})
    made.conditions = list(stage.conditions)
    made.decider = stage.decider
    put_in_order(plan, [*plan.stages[: place + 1], made, *plan.stages[place + 1 :]], laid)
    written(
        plan, "split", actor=actor, title=stage.original("title"), before=missing(before, made), after=days_of(plan)
    )
    return made


def swap(stage, change, *, actor, version):
    """Move a stage one place `up` or `down`; both keep their lengths."""
    begin(stage, change, actor=actor, version=version)
    plan, before = stage.plan, days_of(stage.plan)
    place = plan.stages.index(stage) - (change == "up")
    stages = list(plan.stages)
    stages[place], stages[place + 1] = stages[place + 1], stages[place]
    put_in_order(plan, stages, swapped(spans(plan), place))
    written(plan, change, actor=actor, title=stage.original("title"), before=before, after=days_of(plan))


def remove(stage, *, actor, version):
    """Take a stage out of the plan. What belongs to it goes to the stage before, and what follows moves up."""
    begin(stage, "remove", actor=actor, version=version)
    plan, before, place = stage.plan, days_of(stage.plan), stage.plan.stages.index(stage)
    laid, title = removed(spans(plan), place), stage.original("title")
    hand_over(stage, plan.stages[place - 1])
    db.session.delete(stage)
    put_in_order(plan, [kept for kept in plan.stages if kept is not stage], laid)
    after = days_of(plan) | {stage.key: []}
    written(plan, "remove", actor=actor, title=title, before=before, after=after)


BELONGINGS = (Task, Material, Meeting)


def hand_over(stage, to):
    """Give all that belongs to a stage, what lies in the bin too, to another one, and the counts with it."""
    lock(stage)
    for kind in BELONGINGS:
        mine = db.update(kind).where(kind.project_id == stage.project_id, kind.stage_id == stage.id)
        db.session.execute(mine.values(stage_id=to.id).execution_options(synchronize_session=False))
    own = (Tally.project_id == stage.project_id, Tally.what == "tasks", Tally.key.startswith(f"{stage.id}:"))
    for key, n in db.session.execute(db.select(Tally.key, Tally.n).where(*own)).all():
        tally(stage.project_id, "tasks", f"{to.id}:{key.partition(':')[2]}", n)
    db.session.execute(db.delete(Tally).where(*own).execution_options(synchronize_session=False))


def belongings(stage):
    """How many tasks, materials and meetings belong to a stage, what lies in the bin left out."""
    counted = (
        db.select(func.count()).where(kind.stage_id == stage.id, kind.deleted_at.is_(None)).scalar_subquery()
        for kind in BELONGINGS
    )
    return db.session.execute(db.select(*counted)).one()


def new_stage(plan, place, days, titles, descriptions):
    made = Stage(
        project_id=plan.project_id,
        plan_id=plan.id,
        key=new_key(plan),
        position=place,
        planned_start=days[0],
        planned_end=days[1],
        conditions=[],
        dropped=[],
    )
    word(made, titles, descriptions)
    db.session.add(made)
    return made


def new_key(plan):
    """A key that no stage of this plan ever had: the plan's version rises with each that is added."""
    taken = {stage.key for stage in plan.stages}
    return next(key for n in count(plan.version) if (key := f"stage_{n}") not in taken)


def put_in_order(plan, stages, laid):
    """Let the plan have these stages, in this order, on these days."""
    for position, stage in enumerate(stages):
        stage.position = position
    db.session.flush()
    db.session.expire(plan, ["stages"])
    lay(plan, laid)


def missing(before, made):
    """The days before, for comparing them with a plan that has one stage more."""
    return before | {made.key: []}

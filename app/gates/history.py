"""What became of a plan: every visit to a stage, as planned and as it went, and who decided at its end."""

from typing import NamedTuple

from app.gates.models import Decision, Verdict
from app.projects.models import Stage
from app.projects.plans import Visit
from workflows.decisions import DecisionState
from workflows.plan_days import working_days


class Stay(NamedTuple):
    """One visit with the decisions taken during it; `days` are working days, `planned_days` those of the plan."""

    visit: Visit
    stage: Stage
    decisions: list
    days: int | None
    planned_days: int

    @property
    def decision(self):
        """The decision that ended it; None while it lasts."""
        held = (one for one in self.decisions if one.state is DecisionState.KEPT)
        return next((one for one in held if one.verdict is not Verdict.NOT_YET), None) if self.visit.left_at else None


def stays(plan, visits, decisions, zone):
    """The visits in order, each with its decisions; both are those of the plan's project, `zone` a ZoneInfo."""
    stages = {stage.id: stage for stage in plan.stages}
    return [stay(visit, stages[visit.stage_id], during(visit, decisions), zone) for visit in visits]


def stay(visit, stage, decisions, zone):
    days = None
    if visit.left_at:
        days = working_days(visit.entered_at.astimezone(zone).date(), visit.left_at.astimezone(zone).date())
    return Stay(visit, stage, decisions, days, working_days(stage.planned_start, stage.planned_end))


def during(visit, decisions):
    """What was decided at the gate while the project stood there, earliest first."""
    here: list[Decision] = [one for one in reversed(decisions) if one.stage_id == visit.stage_id]
    return [one for one in here if visit.entered_at <= one.at and (visit.left_at is None or one.at <= visit.left_at)]

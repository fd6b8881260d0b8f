"""A stage as the rules of its plan ask it, and what can be done to it now."""

from dataclasses import dataclass

from app.db import db
from app.gates.models import Decision
from app.projects.models import Stage
from app.text import say
from workflows.engine import Refused
from workflows.plan_days import working_days
from workflows.projects import ProjectState
from workflows.stages import CHANGES, refusal

ENDED = (ProjectState.COMPLETED, ProjectState.ARCHIVED)


@dataclass
class Standing:
    """A stage in its plan. `is_in_history`: a decision led to it that was taken back, and is kept for ever."""

    stage: Stage
    is_in_history: bool

    @property
    def plan(self):
        return self.stage.plan

    @property
    def place(self):
        return self.plan.stages.index(self.stage)

    @property
    def entered_at(self):
        return self.stage.entered_at

    @property
    def is_behind(self):
        return self.stage in self.plan.earlier_stages

    @property
    def is_under_way(self):
        return self.plan.project.state not in ENDED

    @property
    def before(self):
        return self.plan.stages[self.place - 1] if self.place else None

    @property
    def after(self):
        return self.plan.stages[self.place + 1] if self.place + 1 < self.stage_count else None

    @property
    def stage_count(self):
        return len(self.plan.stages)

    @property
    def working_days(self):
        return working_days(*span(self.stage))

    def refusals(self, actor):
        """Each change of the plan at this stage with what stands in its way, in the reader's language, or None."""
        reasons = {change: refusal(self, change, actor) for change in CHANGES}
        return {change: reason and say(reason) for change, reason in reasons.items()}

    def require(self, change, actor):
        """Raise `Refused` with the sentence that says why not, unless this can be changed."""
        if reason := refusal(self, change, actor):
            raise Refused([reason])


def standing(stage):
    led_here = db.select(Decision.id).where(Decision.project_id == stage.project_id, Decision.to_stage_id == stage.id)
    return Standing(stage, db.session.execute(led_here.limit(1)).first() is not None)


def standings(plan):
    """Every stage of the plan, in order, in one statement."""
    led_to = db.select(Decision.to_stage_id).where(Decision.project_id == plan.project_id).distinct()
    known = set(db.session.scalars(led_to))
    return [Standing(stage, stage.id in known) for stage in plan.stages]


def span(stage):
    return stage.planned_start, stage.planned_end


def spans(plan):
    return [span(stage) for stage in plan.stages]

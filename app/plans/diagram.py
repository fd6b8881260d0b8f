"""The plan of a project as a picture and, for who does not see it, as a list."""

from collections import Counter
from typing import NamedTuple

from app.gates.models import Verdict
from app.gates.timeline import state_of
from workflows.decisions import DecisionState
from workflows.diagrams import Picture, picture


class Line(NamedTuple):
    """A stage in words: its name, where it stands, and to which stages the project went back from it, how often."""

    title: str
    state: str  # done, now, later
    backs: list


class Diagram(NamedTuple):
    picture: Picture
    lines: list

    @property
    def states(self):
        """Whether each stage is behind us, now, or to come, by its key."""
        return dict(zip((node.key for node in self.picture.nodes), (line.state for line in self.lines), strict=True))


def diagram(project, stays):
    """The diagram of the project's plan; `stays` are its stays in stages, each with its decisions."""
    plan = project.plan
    names = {stage.key: stage.title for stage in plan.stages}
    backs = gone_back(plan, stays)
    here = plan.stages.index(plan.stage)
    lines = [
        Line(
            names[stage.key],
            state_of(stage, place - here),
            [(names[target], n) for (source, target), n in backs.items() if source == stage.key],
        )
        for place, stage in enumerate(plan.stages)
    ]
    return Diagram(picture(plan.workflow, names, backs), lines)


def gone_back(plan, stays):
    """How often the project went back, by pairs of keys; what was taken back never was."""
    keys = {stage.id: stage.key for stage in plan.stages}
    # A decision in the very moment in which a stay ends and another begins is among those of both.
    taken = {decision.id: decision for stay in stays for decision in stay.decisions}
    return Counter(
        (keys[decision.stage_id], keys[decision.to_stage_id])
        for decision in taken.values()
        if decision.verdict is Verdict.BACK and decision.state is DecisionState.KEPT
    )

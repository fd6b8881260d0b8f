"""Where each stage lies in time: as it was planned, and as it was lived."""

from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app import clock
from app.projects.models import Stage

WIDTH = 1000  # of the picture, from the first day of the plan to the day after its last
THINNEST = 4  # a stage of one day can still be seen


class Stretch(NamedTuple):
    """A part of the plan's time, in units of the picture."""

    start: float
    length: float


class Row(NamedTuple):
    stage: Stage
    state: str  # done, now, later
    planned: Stretch
    lived: list[Stretch]


class Timeline(NamedTuple):
    rows: list[Row]
    today: float | None  # None when today lies outside the plan


class Scale(NamedTuple):
    """The days of a plan as units of the picture; what lies outside ends at its edge."""

    first: date
    days: int

    def holds(self, day):
        return 0 <= (day - self.first).days < self.days

    def place(self, day):
        return round(min(max((day - self.first).days / self.days, 0), 1) * WIDTH, 1)

    def stretch(self, start, end):
        return Stretch(self.place(start), max(round(self.place(end) - self.place(start), 1), THINNEST))


def timeline(project, visits):
    """The plan of the project as a picture; `visits` are all its stays in stages."""
    stages, today = project.plan.stages, clock.today(project.time_zone)
    zone = ZoneInfo(project.time_zone)
    scale = scale_of(stages)
    here = stages.index(project.plan.stage)
    rows = [
        Row(
            stage,
            state_of(stage, place - here),
            scale.stretch(stage.planned_start, stage.planned_end),
            [lived(visit, scale, today, zone) for visit in visits if visit.stage_id == stage.id],
        )
        for place, stage in enumerate(stages)
    ]
    return Timeline(rows, scale.place(today) if scale.holds(today) else None)


def scale_of(stages):
    first = min(stage.planned_start for stage in stages)
    last = max(stage.planned_end for stage in stages)
    return Scale(first, (last - first).days + 1)


def state_of(stage, distance):
    """Behind us, now, or to come. The last stage is behind us once it was left; others are left by going back, too."""
    if distance == 0:
        return "done" if stage.left_at else "now"
    return "done" if distance < 0 else "later"


def lived(visit, scale, today, zone):
    """From the day the stage was entered to the day it was left, or to today."""
    left = visit.left_at.astimezone(zone).date() if visit.left_at else today
    return scale.stretch(visit.entered_at.astimezone(zone).date(), left)

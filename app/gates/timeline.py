"""Where each stage lies in time: as it was planned, and as it was lived."""

from typing import NamedTuple
from zoneinfo import ZoneInfo

from app import clock

WIDTH = 1000  # of the picture, from the first day of the plan to its last


class Stretch(NamedTuple):
    """A part of the plan's time, in units of the picture."""

    start: float
    length: float


class Row(NamedTuple):
    stage: object
    state: str  # done, now, later
    planned: Stretch
    lived: Stretch | None


class Timeline(NamedTuple):
    rows: list
    today: float | None  # None when today lies outside the plan


def timeline(project):
    stages, today = project.plan.stages, clock.today(project.time_zone)
    first = min(stage.planned_start for stage in stages)
    days = (max(stage.planned_end for stage in stages) - first).days + 1

    def place(date):
        return round(min(max((date - first).days / days, 0), 1) * WIDTH, 1)

    def stretch(start, end):
        return Stretch(place(start), max(round(place(end) - place(start), 1), 4))

    def lived(stage):
        if stage.entered_at is None:
            return None
        zone = ZoneInfo(project.time_zone)
        left = stage.left_at.astimezone(zone).date() if stage.left_at else today
        return stretch(stage.entered_at.astimezone(zone).date(), left)

    here = stages.index(project.plan.stage)
    rows = [
        Row(stage, state_of(stage, at - here), stretch(stage.planned_start, stage.planned_end), lived(stage))
        for at, stage in enumerate(stages)
    ]
    return Timeline(rows, place(today) if 0 <= (today - first).days < days else None)


def state_of(stage, distance):
    """Behind us, now, or to come. The last stage is behind us once it was left; others are left by going back, too."""
    if distance == 0:
        return "done" if stage.left_at else "now"
    return "done" if distance < 0 else "later"

"""What the conditions of a gate ask about a project, counted in few statements at any size."""

import sqlalchemy as sa

from app import clock
from app.db import rows
from app.meetings.models import Meeting
from app.tally import counts, total
from app.tasks.models import IS_OPEN, Task
from workflows.materials import ACCEPTED
from workflows.meetings import MeetingState
from workflows.tasks import OPEN, TaskState


class Facts:
    """The facts of a project and its present stage, as `workflows.gates` reads them; each is read when it is asked."""

    def __init__(self, project, counted):
        self.project, self.stage, self.counted = project, project.plan.stage, counted
        self.seats, self.seats_taken = project.seat_count, project.seats_taken
        self.seats_with_duty = len([seat for seat in project.numbered_seats if seat.duty])

    @property
    def stage_tasks(self):
        return sum(self.at_stage(state) for state in TaskState if state is not TaskState.CANCELLED)

    @property
    def stage_tasks_done(self):
        return self.at_stage(TaskState.DONE)

    def at_stage(self, state):
        return self.counted.get(("tasks", f"{self.stage.id}:{state.name}"), 0)

    @property
    def open_tasks(self):
        return sum(n for (what, key), n in self.counted.items() if what == "tasks" and key.endswith(OPEN_KEYS))

    @property
    def tasks_overdue(self):
        """Counted along the index of what is open."""
        today = clock.today(self.project.time_zone)
        return rows(OVERDUE, project_id=self.project.id, today=today).scalar()

    @property
    def meetings_held(self):
        """A meeting of an earlier round, before the project came back to this stage, counts no more."""
        stage = {"stage_id": self.stage.id, "entered_at": self.stage.entered_at}
        return rows(HELD, project_id=self.project.id, **stage).scalar()

    @property
    def materials(self):
        return total(self.counted, "materials")

    @property
    def materials_accepted(self):
        return total(self.counted, "materials", {state.name for state in ACCEPTED})

    @property
    def materials_with_source(self):
        return self.counted.get(("sourced", ""), 0)


def facts(project, counted=None):
    return Facts(project, counts(project.id) if counted is None else counted)


PROJECT = sa.bindparam("project_id", type_=sa.Integer)
OVERDUE = sa.select(sa.func.count(Task.id)).where(Task.project_id == PROJECT, Task.due < sa.bindparam("today"), IS_OPEN)
HELD = sa.select(sa.func.count(Meeting.id)).where(
    Meeting.project_id == PROJECT,
    Meeting.stage_id == sa.bindparam("stage_id"),
    Meeting.state == MeetingState.HELD,
    Meeting.starts_at >= sa.bindparam("entered_at"),
    Meeting.deleted_at.is_(None),
)
OPEN_KEYS = tuple(f":{state.name}" for state in OPEN)

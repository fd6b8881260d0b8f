"""What the conditions of gates ask about projects: counted in two statements, for one project or many, at any size.

Every fact is a row ``(project's id, what, key, number)``. Those of the tallies stand ready; the others are counted
along indexes, all in one statement.
"""

from collections import defaultdict

from app.db import rows
from app.gates.counting import asked_by, by_day, statement_of
from workflows.materials import ACCEPTED
from workflows.tasks import OPEN, TaskState

ACCEPTED_NAMES = {state.name for state in ACCEPTED}
OPEN_NAMES = {state.name for state in OPEN}


class Facts:
    """The facts of one project and its present stage, as `workflows.gates` reads them."""

    def __init__(self, project, counted):
        self.project, self.stage, self.counted = project, project.plan.stage, counted
        self.seats = project.seat_count

    def n(self, what, key=""):
        return self.counted.get((what, str(key)), 0)

    seats_taken = property(lambda self: self.n("seats taken"))
    seats_with_duty = property(lambda self: self.n("seats with duty"))
    meetings_held = property(lambda self: self.n("meetings held"))
    last_minutes_approved = property(lambda self: self.n("minutes approved"))
    tasks_overdue = property(lambda self: self.n("overdue"))
    opinions = property(lambda self: self.n("opinions"))
    wishes = property(lambda self: self.n("wishes"))
    to_ask_again = property(lambda self: self.n("ask again"))
    persons = property(lambda self: self.n("persons"))
    people_to_consent = property(lambda self: self.n("to consent"))
    people_consented = property(lambda self: self.n("consented"))
    materials_with_source = property(lambda self: self.n("sourced"))
    materials_with_rights = property(lambda self: self.n("with_rights"))

    @property
    def materials(self):
        return sum(n for (what, _key), n in self.counted.items() if what == "materials")

    @property
    def open_tasks(self):
        return sum(n for (what, key), n in self.counted.items() if what == "tasks" and key.split(":")[1] in OPEN_NAMES)

    def stage_tasks(self, priority=None):
        return sum(self.at_stage(state, priority) for state in TaskState if state is not TaskState.CANCELLED)

    def stage_tasks_done(self, priority=None):
        return self.at_stage(TaskState.DONE, priority)

    def at_stage(self, state, priority):
        if priority is None:
            return self.n("tasks", f"{self.stage.id}:{state.name}")
        return self.n("stage tasks", f"{state.name}:{priority}")

    def materials_accepted(self, genre=None, about=None):
        """Accepted and later ones; `about` is ``person:<id>`` or ``event:<id>``."""
        if about:
            return self.n("about", f"{about}:{genre or ''}")
        if genre:
            return sum(self.n("genres", f"{genre}:{state}") for state in ACCEPTED_NAMES)
        return sum(self.n("materials", state) for state in ACCEPTED_NAMES)

    def persons_with(self, count):
        return self.n("persons with", count)

    def documents(self, role):
        return self.n("documents", role)

    def ticked(self, condition_id):
        return self.n("ticks", condition_id)


def facts(project, counted=None):
    """The facts of one project; `counted` are its tallies (`app.tally.counts`), where a page read them already."""
    return facts_of([project], {project.id: counted} if counted is not None else None)[project.id]


def facts_of(projects, tallies=None):
    """Facts of several projects, by project's id. Their plans and stages are read before."""
    if not projects:
        return {}
    days = by_day(projects)
    statement = statement_of(asked_by(projects), len(days) // 2, tallies is not None)
    found = defaultdict(dict, {id: dict(counted) for id, counted in (tallies or {}).items()})
    for project_id, what, key, n in rows(statement, ids=[project.id for project in projects], **days):
        found[project_id][what, key] = int(n)
    return {project.id: Facts(project, found[project.id]) for project in projects}

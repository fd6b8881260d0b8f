"""The places of a project in the side column, with what each holds."""

from typing import NamedTuple

from flask import g, request, url_for
from flask_babel import gettext as _

from app.numbers import number
from app.rights import Act
from app.tally import counts, total
from workflows.tasks import OPEN

#: Features that stand in another one's place.
SHARED = {"plans": "gates"}


class Place(NamedTuple):
    endpoint: str
    label: str
    icon: str
    url: str
    figure: str | None

    @property
    def is_current(self):
        """Every page of a feature stands in its place; the board is one page, beside the other pages of tasks."""
        is_board = request.endpoint == "tasks.board"
        feature = SHARED.get(request.blueprint, request.blueprint)
        return self.endpoint.partition(".")[0] == feature and is_board == (self.icon == "board")


def places_of(project, counted=None):
    """What the reader may open in this project, in order; `counted` is `tally.counts`, where it was read already."""
    counted = counts(project.id) if counted is None else counted
    seats = f"{number(project.seats_taken)} / {number(project.seat_count)}"
    open_tasks = sum(n for (what, key), n in counted.items() if what == "tasks" and key.endswith(OPEN_KEYS))
    found = [
        ("overview.show", _("Overview"), "overview", None),
        ("gates.stages", _("Stages"), "stages", None),
        ("workgroup.index", _("Workgroup"), "workgroup", seats),
        ("tasks.index", _("Tasks"), "tasks", figure(open_tasks)),
        ("tasks.board", _("Board"), "board", None),
        ("materials.index", _("Materials"), "materials", figure(total(counted, "materials"))),
        ("meetings.index", _("Meetings"), "meetings", None),
        ("journal.index", _("Journal"), "journal", None),
    ]
    if project.allows(g.actor, Act.READ_LETTERS):
        found.insert(-1, ("outbox.index", _("Letters"), "letters", None))
    return [Place(end, label, icon, url_for(end, project_id=project.id), n) for end, label, icon, n in found]


def figure(n):
    """Nothing is said of what is empty."""
    return number(n) if n else None


OPEN_KEYS = tuple(f":{state.name}" for state in OPEN)

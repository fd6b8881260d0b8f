"""The places of a project in the side column, with what each holds."""

from functools import lru_cache
from typing import NamedTuple

from flask import g, request
from flask_babel import gettext as _

from app.drawing import address
from app.numbers import number
from app.rights import Act
from app.tally import counts, total
from app.text import reader_language
from workflows.tasks import OPEN

#: Features that stand in another one's place.
SHARED: dict[str | None, str] = {"plans": "gates", "exhibiting": "materials"}


class Place(NamedTuple):
    label: str
    icon: str
    url: str
    figure: str | None
    is_current: bool


def places_of(project, counted=None):
    """What the reader may open in this project, in order; `counted` is `tally.counts`, where it was read already."""
    counted = counts(project.id) if counted is None else counted
    seats = (project.seats_taken, project.seat_count)
    open_tasks = sum(n for (what, key), n in counted.items() if what == "tasks" and key.endswith(OPEN_KEYS))
    holds = (seats, open_tasks, total(counted, "materials"))
    feature = SHARED.get(request.blueprint, request.blueprint or "")
    is_board = request.endpoint == "tasks.board"
    return drawn(reader_language(), project.id, holds, project.allows(g.actor, Act.READ_LETTERS), feature, is_board)


@lru_cache(maxsize=1024)
def drawn(_language, project_id, holds, reads_letters, feature, is_board):
    """The places of a project that holds so much, seen from a page of this feature; the same stand on many pages."""
    (taken, seats), open_tasks, materials = holds
    found = [
        ("overview.show", _("Overview"), "overview", None),
        ("gates.stages", _("Stages"), "stages", None),
        ("workgroup.index", _("Workgroup"), "workgroup", f"{number(taken)} / {number(seats)}"),
        ("tasks.index", _("Tasks"), "tasks", figure(open_tasks)),
        ("tasks.board", _("Board"), "board", None),
        ("schedule.calendar", _("Calendar"), "calendar", None),
        ("materials.index", _("Materials"), "materials", figure(materials)),
        ("meetings.index", _("Meetings"), "meetings", None),
        ("journal.index", _("Journal"), "journal", None),
    ]
    if reads_letters:
        found.insert(-1, ("outbox.index", _("Letters"), "letters", None))
    return tuple(
        Place(label, icon, address(end, project_id=project_id), n, is_current(end, icon, feature, is_board))
        for end, label, icon, n in found
    )


def is_current(endpoint, icon, feature, is_board):
    """Every page of a feature stands in its place; the board is one page, beside the other pages of tasks."""
    return endpoint.partition(".")[0] == feature and is_board == (icon == "board")


def figure(n):
    """Nothing is said of what is empty."""
    return number(n) if n else None


OPEN_KEYS = tuple(f":{state.name}" for state in OPEN)

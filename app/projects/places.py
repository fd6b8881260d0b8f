"""The places of a project in the side column, with what each holds."""

from typing import NamedTuple

from flask import g, request, url_for
from flask_babel import gettext as _

from app.rights import Act
from app.tally import counts, total
from workflows.tasks import OPEN


class Place(NamedTuple):
    endpoint: str
    label: str
    icon: str
    url: str
    figure: str | None

    @property
    def is_current(self):
        return request.blueprint == self.endpoint.partition(".")[0] and (
            request.endpoint == self.endpoint or self.icon not in ("overview", "stages", "tasks", "board")
        )


def places_of(project):
    """What the reader may open in this project, in order."""
    counted = counts(project.id)
    taken = len([seat for seat in project.numbered_seats if seat.holder])
    open_tasks = sum(n for (what, key), n in counted.items() if what == "tasks" and key.endswith(OPEN_KEYS))
    found = [
        ("overview.show", _("Overview"), "overview", None),
        ("gates.stages", _("Stages"), "stages", None),
        ("workgroup.index", _("Workgroup"), "workgroup", f"{taken} / {project.seat_count}"),
        ("tasks.index", _("Tasks"), "tasks", str(open_tasks) if open_tasks else None),
        ("tasks.board", _("Board"), "board", None),
        ("materials.index", _("Materials"), "materials", str(total(counted, "materials") or "") or None),
        ("meetings.index", _("Meetings"), "meetings", None),
        ("journal.index", _("Journal"), "journal", None),
    ]
    if project.allows(g.actor, Act.READ_LETTERS):
        found.insert(-1, ("outbox.index", _("Letters"), "letters", None))
    return [Place(end, label, icon, url_for(end, project_id=project.id), n) for end, label, icon, n in found]


OPEN_KEYS = tuple(f":{state.name}" for state in OPEN)

"""What a reader chose to see of the board, from the address. Anything unknown in it is left aside."""

from typing import NamedTuple

from flask import url_for

from app.addresses import row_id
from app.tasks.board import IN_A_COLUMN, IN_A_LANE, lanes_of
from app.tasks.groups import KINDS, LANES, groups_of
from workflows.tasks import OPEN

#: So many of each stand on a page; a workgroup may have two hundred seats.
COLUMNS_AT_ONCE, LANES_AT_ONCE = 15, 10


class Window(NamedTuple):
    """Some of many groups, and where those before and those after them begin, None where there are none."""

    groups: list
    before: int | None
    after: int | None


def window(groups, first, most):
    first = first if first < len(groups) else 0
    before = max(first - most, 0) if first else None
    return Window(groups[first : first + most], before, first + most if len(groups) > first + most else None)


class BoardView:
    """The groups that stand as columns, and those that lie as lanes across them.

    `by` is the kind of the columns, `across` that of the lanes or "", `lane` the only lane shown, if one was chosen.
    """

    def __init__(self, project, arguments, today, actor):
        self.project, self.arguments = project, arguments
        self.by = arguments.get("by") if arguments.get("by") in KINDS else "state"
        self.is_mine = "mine" in arguments and self.by != "person"
        across = "person" if self.is_mine else arguments.get("lanes")
        self.across = across if across in LANES and across != self.by else ""
        self.columns = self.window_of(self.by, "columns", COLUMNS_AT_ONCE, today)
        self.lanes, self.lane = Window([None], None, None), None
        if self.across:
            self.choose_lanes(f"person-{actor.id}" if self.is_mine else arguments.get("lane"), today)

    def window_of(self, kind, name, most, today):
        return window(groups_of(kind, self.project, today), self.arguments.get(name, 0, type=row_id), most)

    def choose_lanes(self, wanted, today):
        """One lane where it is asked for, else those of this page."""
        every = groups_of(self.across, self.project, today)
        self.lane = next((lane for lane in every if lane.key == wanted), None)
        alone = Window([self.lane], None, None)
        self.lanes = alone if self.lane else self.window_of(self.across, "from", LANES_AT_ONCE, today)

    @property
    def is_in_lanes(self):
        return bool(self.across) and self.lane is None

    def read(self):
        """The lanes with their columns and cards."""
        asked = {group.key: self.arguments.get(group.key, type=row_id) for group in self.columns.groups}
        after = {key: card_id for key, card_id in asked.items() if card_id}
        most = IN_A_LANE if self.is_in_lanes else IN_A_COLUMN
        return lanes_of(self.project, self.columns.groups, self.lanes.groups, most=most, after=after)

    def totals(self, counted):
        """How many tasks stand in each column, by its key; nothing where no count is kept of them."""
        if self.across or self.by not in ("state", "stage"):
            return {}
        tallied = {key: n for (what, key), n in counted.items() if what == "tasks"}
        return {group.key: sum(tallied.get(key, 0) for key in keys_of(group, tallied)) for group in self.columns.groups}

    def rest_of(self, column, lane):
        """Where the rest of a column is read: behind its last card, or in the lane by itself."""
        if self.is_in_lanes:
            return self.here(lane=lane.group.key)
        return self.here(**{column.group.key: column.cards[-1].id})

    def here(self, **changes):
        """This board's address with these parts of it changed; None leaves one out."""
        return url_for("tasks.board", project_id=self.project.id, **{**self.arguments.to_dict(), **changes})


def keys_of(group, tallied):
    """Under which of the keys, stage and state, the tasks of a column are counted."""
    if group.asks == "state":
        return [key for key in tallied if key.endswith(f":{group.given['state'].name}")]
    return [f"{group.given.get('stage', 0)}:{state.name}" for state in OPEN]

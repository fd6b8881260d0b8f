"""The board: columns of the life cycle or of another grouping, perhaps in lanes, its cards in the order people gave."""

from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

import sqlalchemy as sa

from app.db import rows
from app.tasks.cards import Card, cards_of
from app.tasks.cells import conditions_of, order_of
from app.tasks.groups import Group
from app.tasks.models import Task
from app.text import say
from workflows.tasks import TASK

IN_A_COLUMN, IN_A_LANE = 12, 4
#: So many of each stand on a page; a workgroup may have two hundred seats.
COLUMNS_AT_ONCE, LANES_AT_ONCE = 15, 10


class Column(NamedTuple):
    """The cards of a group that are shown, whether others stand above them, and the first of those below."""

    group: Group
    cards: list
    is_further: bool
    next_id: int | None

    @property
    def is_whole(self):
        return not self.is_further and self.next_id is None


class Lane(NamedTuple):
    """The columns of one lane; the board without lanes is one lane of no group."""

    group: Group | None
    columns: list


def columns_of(project, groups, *, after=None, within=None):
    """These columns, within a lane if one is given, read in one statement.

    `after` maps keys of columns to the id of the card that theirs begin after.
    """
    return lanes_of(project, groups, [within], most=IN_A_COLUMN, after=after)[0].columns


def lanes_of(project, groups, lanes, *, most=IN_A_LANE, after=None):
    """Every lane with its columns, of at most so many cards each, read in one statement."""
    starts = cards_before(project, after)
    cells = [(lane, group) for lane in lanes for group in groups]
    begun = [starts.get(group.key) for _lane, group in cells]
    asked = tuple((asks_of(lane, group), start is not None) for (lane, group), start in zip(cells, begun, strict=True))
    values: dict = {"project_id": project.id}
    for n, ((lane, group), start) in enumerate(zip(cells, begun, strict=True)):
        given = {**group.given, **(lane.given if lane else {})}
        if start:
            given |= {"id": start.id, "key": getattr(start, order_of(asked[n][0]).key)}
        values |= {f"{name}_{n}": value for name, value in given.items()}
    orders = [order_of(names).key for names, _is_started in asked]
    found = cards_by_cell(project, rows(board(asked, most), **values), orders)
    drawn = [
        column(group, cards, most, is_further=start is not None)
        for (_lane, group), cards, start in zip(cells, found, begun, strict=True)
    ]
    width = len(groups)
    return [Lane(lane, drawn[place * width : (place + 1) * width]) for place, lane in enumerate(lanes)]


def asks_of(lane, group):
    """The names of the conditions of a cell. What is done or dropped stands on the board of the life cycle alone."""
    asked = (group.asks, lane.asks) if lane else (group.asks,)
    return asked if "state" in asked else (*asked, "open")


def cards_before(project, after):
    """The card that each column begins after, by the key of the column."""
    if not after:
        return {}
    found = sa.select(Task.id, Task.rank, Task.due).where(Task.project_id == project.id, Task.id.in_(after.values()))
    cards = {row.id: row for row in rows(found)}
    return {key: cards[card_id] for key, card_id in after.items() if card_id in cards}


@lru_cache(maxsize=128)
def board(asked, most):
    """The statement of the board, made once for each choice of cells; each part is marked by its number."""
    parts = (part(n, names, is_started, most) for n, (names, is_started) in enumerate(asked))
    return sa.union_all(*parts)


def part(n, names, is_started, most):
    """One card more than a page shows of a cell, so that the page knows whether others follow."""
    conditions, order = conditions_of(n, names), order_of(names)
    query = cards_of(sa.bindparam("project_id"), *conditions)
    if is_started:
        key = sa.bindparam(f"key_{n}", type_=order.type)
        query = query.where(order >= key, sa.or_(order > key, Task.id > sa.bindparam(f"id_{n}")))
    query = query.add_columns(sa.literal_column(str(n)).label("part"))
    return sa.select(query.order_by(order, Task.id).limit(most + 1).subquery())


def cards_by_cell(project, found, orders):
    """The rows as cards, cell by cell, each in the order of its column."""
    people = project.sat
    cells: list[list[Card]] = [[] for _cell in orders]
    for row in found:
        cells[row[-1]].append(Card(row[:-1], people))
    for cards, order in zip(cells, orders, strict=True):
        cards.sort(key=attrgetter(order, "id"))
    return cells


def column(group, cards, most, is_further):
    hidden = cards[most:]
    return Column(group, cards[:most], is_further, hidden[0].id if hidden else None)


def drops(task, actor):
    """Where the card may go: for each state that a move reaches, the trigger and what stands in its way."""
    offered = TASK.choices(task, actor=actor)
    return {
        TASK.target(task, trigger).name.lower(): {"trigger": trigger, "reasons": [say(reason) for reason in reasons]}
        for trigger, reasons in offered.items()
    }


def drops_on(groups):
    """The same where columns are no states: every card may go wherever a card can be dropped at all."""
    return {group.key: {"reasons": [say(group.why_not)] if group.why_not else []} for group in groups}


def share_drops(cards, actor):
    """The drops of all cards, held once for cards that guards cannot tell apart: by name, and each card's name."""
    shared, named = {}, {}
    names: dict[tuple, str] = {}
    for card in cards:
        likeness = (card.state, card.needs_review, bool(card.assignee_ids), card.is_assigned_to(actor))
        if likeness not in names:
            # Names of letters, since the script goes on to name a moved card's drops by its number.
            names[likeness] = f"like-{len(names)}"
            shared[names[likeness]] = drops(card, actor)
        named[card.id] = names[likeness]
    return shared, named

"""The board: a column for each state, its cards in the order people gave them."""

from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa

from app.db import rows
from app.tasks.cards import cards_of, given_to, read_cards
from app.tasks.models import Task
from app.text import say
from workflows.tasks import TASK, TaskState

IN_A_COLUMN = 12


class Column(NamedTuple):
    """The cards of a state that are shown, whether others stand above them, and the first of those below."""

    state: TaskState
    cards: list
    is_further: bool
    next_id: int | None


def columns_of(project, *, after, person_id=None):
    """Every column, read in one statement. `after` maps states to the id of the card that theirs begin after."""
    starts = places_of(project, after)
    places = {f"{what}_{state.name}": value for state, place in starts.items() for what, value in place.items()}
    statement = columns(frozenset(starts), person_id is not None)
    cards = read_cards(project, rows(statement, project_id=project.id, person_id=person_id, **places))
    return [column(state, cards, is_further=state in starts) for state in TaskState]


def places_of(project, after):
    """The rank and id of the card that each column begins after."""
    if not after:
        return {}
    found = sa.select(Task.id, Task.rank).where(Task.project_id == project.id, Task.id.in_(after.values()))
    ranks = {row.id: row.rank for row in rows(found)}
    return {state: {"rank": ranks[card_id], "id": card_id} for state, card_id in after.items() if card_id in ranks}


@lru_cache(maxsize=64)
def columns(started, is_personal):
    """The statement of the board, made once for each choice of columns that begin further down."""
    return sa.union_all(*(part(state, state in started, is_personal) for state in TaskState))


def part(state, is_started, is_personal):
    """One card more than a page shows of a column, so that the page knows whether others follow."""
    query = cards_of(sa.bindparam("project_id"), Task.state == state)
    if is_started:
        rank, card_id = (
            sa.bindparam(f"rank_{state.name}", type_=sa.String),
            sa.bindparam(f"id_{state.name}", type_=sa.Integer),
        )
        query = query.where(Task.rank >= rank, sa.or_(Task.rank > rank, Task.id > card_id))
    if is_personal:
        query = query.where(given_to(sa.bindparam("person_id")))
    return sa.select(query.order_by(Task.rank, Task.id).limit(IN_A_COLUMN + 1).subquery())


def column(state, cards, is_further):
    ordered = sorted((card for card in cards if card.state is state), key=lambda card: (card.rank, card.id))
    hidden = ordered[IN_A_COLUMN:]
    return Column(state, ordered[:IN_A_COLUMN], is_further, hidden[0].id if hidden else None)


def drops(task, actor):
    """Where the card may go: for each state that a move reaches, the trigger and what stands in its way."""
    offered = TASK.choices(task, actor=actor)
    return {
        TASK.target(task, trigger).name.lower(): {"trigger": trigger, "reasons": [say(reason) for reason in reasons]}
        for trigger, reasons in offered.items()
    }


def share_drops(columns, actor):
    """The drops of all cards, held once for cards that guards cannot tell apart: by name, and each card's name."""
    shared, named = {}, {}
    names: dict[tuple, str] = {}
    for card in (card for column in columns for card in column.cards):
        likeness = (card.state, card.needs_review, bool(card.assignee_ids), card.is_assigned_to(actor))
        if likeness not in names:
            # Names of letters, since the script goes on to name a moved card's drops by its number.
            names[likeness] = f"like-{len(names)}"
            shared[names[likeness]] = drops(card, actor)
        named[card.id] = names[likeness]
    return shared, named

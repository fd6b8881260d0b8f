"""The board: a column for each state, its cards in the order people gave them."""

from typing import NamedTuple

import sqlalchemy as sa

from app.db import db
from app.tasks.cards import card_columns, read_cards
from app.tasks.models import Task, assignment
from workflows.tasks import TaskState

IN_A_COLUMN = 12


class Column(NamedTuple):
    state: TaskState
    cards: list
    has_more: bool


def columns_of(project, *, after, person_id=None):
    """Every column's cards, read in one statement. `after` maps states to the card after which theirs begin."""
    starts = places_of(project, after)
    parts = [part(project, state, starts.get(state), person_id) for state in TaskState]
    cards = read_cards(project, db.session.execute(sa.union_all(*parts)))
    return [column(state, [card for card in cards if card.state is state]) for state in TaskState]


def places_of(project, after):
    """The rank and id of the card that each column begins after."""
    if not after:
        return {}
    found = sa.select(Task.id, Task.rank).where(Task.project_id == project.id, Task.id.in_(after.values()))
    ranks = dict(db.session.execute(found).tuples())
    return {state: (ranks[card_id], card_id) for state, card_id in after.items() if card_id in ranks}


def part(project, state, start, person_id):
    """One card more than a page shows of a column, so that the page knows whether others follow."""
    query = sa.select(*card_columns()).where(
        Task.project_id == project.id, Task.state == state, Task.deleted_at.is_(None)
    )
    if start:
        rank, card_id = start
        query = query.where(Task.rank >= rank, sa.or_(Task.rank > rank, Task.id > card_id))
    if person_id:
        query = query.where(
            Task.id.in_(sa.select(assignment.c.task_id).where(assignment.c.user_id == person_id))
        )
    return sa.select(query.order_by(Task.rank, Task.id).limit(IN_A_COLUMN + 1).subquery())


def column(state, cards):
    cards.sort(key=lambda card: (card.rank, card.id))
    return Column(state, cards[:IN_A_COLUMN], len(cards) > IN_A_COLUMN)

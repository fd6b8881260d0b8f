"""The order of cards on the board, as people give it by moving them."""

import sqlalchemy as sa

from app import clock
from app.db import db
from app.journal.actions import raise_revision
from app.tasks import rank
from app.tasks.models import IS_OPEN, Task


def hold_order(project_id):
    """Have nobody else give cards of this project their places until the commit: each reads the order another left."""
    raise_revision(project_id)


def put(task, before_id, *, is_among_open=False):
    """Give a task its place: before that card of its column, or last where there is none such.

    The neighbours are those of the same state, or all that are open where columns hold several states.
    """
    db.session.flush()
    near = open_others(task) if is_among_open and task.is_open else others(task)
    below = db.session.scalar(near.where(Task.id == before_id)) if before_id else None
    if below is None:
        task.rank = rank.at_bottom(clock.now())
    else:
        squeeze_in(task, below, near)
    db.session.flush()


def squeeze_in(task, below, near):
    above = card_above(below, near)
    found = rank_above_all(below) if above is None else rank_between(above, below)
    if found:
        task.rank = found
    else:
        spread_anew(task, below)


def rank_above_all(first):
    stamped = rank.at_top(clock.now())
    return stamped if stamped < first.rank else fitting(rank.between("", first.rank))


def rank_between(above, below):
    """None where two cards share a rank, or where no rank short enough is left between them."""
    return fitting(rank.between(above.rank, below.rank)) if above.rank < below.rank else None


def fitting(found):
    return found if len(found) <= rank.LONGEST else None


def others(task):
    """The other cards of the state that a task is in."""
    return standing(task, Task.state == task.state)


def open_others(task):
    return standing(task, IS_OPEN)


def standing(task, condition):
    ours = (Task.project_id == task.project_id, Task.deleted_at.is_(None), Task.id != task.id)
    return db.select(Task).where(*ours, condition)


def card_above(card, near):
    higher = sa.or_(Task.rank < card.rank, sa.and_(Task.rank == card.rank, Task.id < card.id))
    return db.session.scalar(near.where(higher).order_by(Task.rank.desc(), Task.id.desc()).limit(1))


def spread_anew(task, below):
    """Give cards new ranks, because no room is left where this one is put: all that are open, so that they keep one
    order whatever the columns are, else those of the same state.
    """
    near = open_others(task) if task.is_open else others(task)
    cards = list(db.session.scalars(near.order_by(Task.rank, Task.id)))
    cards.insert(cards.index(below), task)
    for card, new in zip(cards, rank.spread(len(cards)), strict=True):
        card.rank = new

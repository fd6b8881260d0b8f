"""The order of cards on the board, as people give it by moving them."""

import sqlalchemy as sa

from app import clock
from app.db import db
from app.journal.actions import raise_revision
from app.tasks import rank
from app.tasks.models import Task


def put(task, before_id):
    """Give a task its place in its column: before that card, or last where there is none such."""
    below = db.session.scalar(others(task).where(Task.id == before_id)) if before_id else None
    if below is None:
        task.rank = rank.at_bottom(clock.now())
    else:
        squeeze_in(task, below)
    raise_revision(task.project_id)
    db.session.flush()


def squeeze_in(task, below):
    above = card_above(task, below)
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
    """The other cards of the column that a task stands in."""
    return db.select(Task).where(
        Task.project_id == task.project_id,
        Task.state == task.state,
        Task.deleted_at.is_(None),
        Task.id != task.id,
    )


def card_above(task, card):
    higher = sa.or_(Task.rank < card.rank, sa.and_(Task.rank == card.rank, Task.id < card.id))
    return db.session.scalar(others(task).where(higher).order_by(Task.rank.desc(), Task.id.desc()).limit(1))


def spread_anew(task, below):
    """Give every card of the column a new rank, because no room is left where this one is put."""
    cards = list(db.session.scalars(others(task).order_by(Task.rank, Task.id)))
    cards.insert(cards.index(below), task)
    for card, new in zip(cards, rank.spread(len(cards)), strict=True):
        card.rank = new

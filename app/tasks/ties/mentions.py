"""What speaks of a thing, read as one column of the statement that reads the thing itself."""

from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from app.tasks.ties.linked import LINKED, MENTIONED

MOST = 20
DAY = len("2026-03-16")


class Mention(NamedTuple):
    """One meeting, or whatever else speaks of it, with its day."""

    id: int
    day: date
    title: str


def column(kind, this):
    """What of the registered kind `kind` speaks of the thing whose id and kind are `this.id` and `this.kind`.

    One text, a line for each, the latest; see `read`.
    """
    linked, mention = LINKED[kind], MENTIONED[kind]
    model = linked.model
    latest = (
        sa.select(model.id.label("id"), sa.cast(mention.day, sa.String).label("day"), linked.title.label("title"))
        .where(mention.condition(this.kind, this.id), *linked.shown)
        .order_by(mention.day.desc(), model.id.desc())
        .limit(MOST)
        .correlate(this)
        .subquery()
    )
    line = sa.cast(latest.c.id, sa.String) + " " + sa.func.substr(latest.c.day, 1, DAY) + " " + latest.c.title
    return sa.select(sa.func.aggregate_strings(line, "\n")).correlate(this).scalar_subquery()


def read(text):
    """The mentions of such a text, the latest first."""
    parts = [line.split(" ", 2) for line in text.split("\n")] if text else []
    found = [Mention(int(id), date.fromisoformat(day), title) for id, day, title in parts]
    return sorted(found, key=lambda mention: (mention.day, mention.id), reverse=True)

"""The proposed days of a meeting with what was said to them, best first or in their order."""

from typing import NamedTuple

from sqlalchemy.orm import selectinload

from app.db import db
from app.meetings.polls.models import Slot, Suits


class Tally(NamedTuple):
    """How many of those invited could come on a day, and how many of them only if need be."""

    slot: Slot
    yes: int
    if_needed: int
    no: int

    @property
    def could_come(self):
        return self.yes + self.if_needed


def slots_of(meeting):
    """In the order of time."""
    mine = (Slot.project_id == meeting.project_id, Slot.meeting_id == meeting.id)
    query = db.select(Slot).where(*mine).order_by(Slot.starts_at, Slot.id).options(selectinload(Slot.choices))
    return db.session.scalars(query).all()


def tallied(meeting, slots):
    """Only those count who are invited now."""
    return [Tally(slot, *(said(meeting, slot, suits) for suits in Suits)) for slot in slots]


def said(meeting, slot, suits):
    return len([row for row in meeting.invited if slot.said_by(row) is suits])


def best_of(tallies):
    """The days on which most could come, and of these the ones that suit most; none before anybody answered."""
    most = max(((tally.could_come, tally.yes) for tally in tallies), default=(0, 0))
    return {tally.slot.id for tally in tallies if (tally.could_come, tally.yes) == most and most > (0, 0)}


def silent(meeting, slots):
    """Those invited who have said nothing to any day."""
    return [row for row in meeting.invited if not any(slot.said_by(row) for slot in slots)]

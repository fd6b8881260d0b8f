"""Notes taken while a meeting goes on: each topic has its own, and nobody's words are lost when two write at once."""

from app import clock
from app.db import lock
from app.journal.actions import record
from workflows.engine import require
from workflows.meetings import WRITE_UP

JOIN = "\n\n"


def take(item, *, actor, text, base):
    """Keep the notes of a topic, written on top of version `base`. Tells whether they were kept.

    They are not where somebody else has written meanwhile: then both texts are the reader's to see. Raises `Refused`
    before the meeting has begun, and once the minutes are approved.
    """
    lock(item)
    require(item.meeting, WRITE_UP, actor=actor)
    if text == item.notes:
        return True
    if base != item.notes_version:
        return False
    keep(item, text, actor)
    return True


def join(item, *, actor, text):
    """Put what was typed under what somebody else has written meanwhile."""
    lock(item)
    require(item.meeting, WRITE_UP, actor=actor)
    keep(item, JOIN.join(part for part in (item.notes, text) if part), actor)


def keep(item, text, actor):
    item.notes = text
    item.notes_version += 1
    item.noted_by_id, item.noted_at = actor.id, clock.now()


def begin(item, *, actor):
    """Come to a topic: its clock runs, and that of the one before stands."""
    lock(item.meeting)
    require(item.meeting, WRITE_UP, actor=actor)
    end_all(item.meeting)
    item.began_at, item.ended_at = item.began_at or clock.now(), None


def end(item, *, actor):
    lock(item.meeting)
    require(item.meeting, WRITE_UP, actor=actor)
    item.ended_at = clock.now()


def end_all(meeting):
    for item in meeting.agenda:
        if item.is_spoken_of:
            item.ended_at = clock.now()


def tick_off(meeting, *, actor, came, left):
    """Keep who is there, by the ticks that were set and taken away (ids of participants). Raises `Refused` as notes do.

    What somebody else has ticked meanwhile stays.
    """
    lock(meeting)
    require(meeting, WRITE_UP, actor=actor)
    before = attendance(meeting)
    for row in meeting.invited:
        row.attended = row.id in came or (bool(row.attended) and row.id not in left)
    if attendance(meeting) != before:
        record(meeting, "attend", actor=actor, changes={"present": [before, attendance(meeting)]})


def attendance(meeting):
    return sorted(row.id for row in meeting.invited if row.attended)

"""Propose days, say which suit, remind those who have not, and settle on one."""

from datetime import timedelta

from sqlalchemy.orm.attributes import flag_modified

from app import clock
from app.db import db, lock
from app.errors import check_version
from app.journal.actions import raise_revision, record
from app.meetings import actions as meetings
from app.meetings.actions import instant
from app.meetings.people import tell
from app.meetings.polls import queries
from app.meetings.polls.models import Slot, SlotChoice
from workflows.engine import Refused, require
from workflows.meetings import ASK_FOR_DAY, SAY_DAY
from workflows.sentences import Sentence

#: A day is asked for until this long before it comes.
SHORTEST = timedelta(hours=1)
OVER = Sentence("This day has passed. Choose another one.")


def propose(meeting, walls, *, actor, version):
    """Ask everybody invited which of these days suit them: wall times in the meeting's zone, with their `fold`.

    What was said to days that stay is kept. Everybody gets a letter, once for each change of the days.
    """
    check_version(meeting, version)
    require(meeting, ASK_FOR_DAY, actor=actor)
    slots = {slot.starts_at: slot for slot in queries.slots_of(meeting)}
    was = [slot.starts_wall for slot in slots.values()]
    wanted = {instant(wall, meeting.zone, wall.fold): wall for wall in walls}
    for starts_at in slots.keys() - wanted.keys():
        db.session.delete(slots[starts_at])
    for starts_at in sorted(wanted.keys() - slots.keys()):
        facts = {"starts_wall": wanted[starts_at], "starts_at": starts_at}
        db.session.add(Slot(project_id=meeting.project_id, meeting_id=meeting.id, **facts))
    meeting.polled_at = clock.now()
    # The version rises although the days are rows of their own, so that no old form takes them back.
    flag_modified(meeting, "title")
    before, days = ([wall.isoformat() for wall in sorted(every)] for every in (was, walls))
    entry = record(meeting, "ask_for_day", actor=actor, changes={"days": [before, days]})
    tell("meetings/ask_for_day", meeting.invited, meeting=meeting, entry=entry)


def say(row, said, *, actor):
    """Keep what an invited person says to each day: `said` is ``{slot's id: Suits}``; the latest word counts."""
    meeting = row.meeting
    lock(meeting)
    lock(row)
    require(meeting, SAY_DAY, actor=actor)
    for slot in queries.slots_of(meeting):
        if slot.id in said:
            slot.choices = [choice for choice in slot.choices if choice.participant_id != row.id]
            db.session.flush()
            choice = SlotChoice(participant_id=row.id, project_id=row.project_id, says=said[slot.id])
            slot.choices.append(choice)
    # Who answers a poll is no event of the project; the pages that show it must know all the same.
    raise_revision(meeting.project_id)
    db.session.flush()


def nudge(meeting, *, actor):
    """One more letter to those who have said nothing yet. Gives how many."""
    lock(meeting)
    require(meeting, SAY_DAY, actor=actor)
    rows = queries.silent(meeting, queries.slots_of(meeting))
    entry = record(meeting, "nudge", actor=actor, to=len(rows))
    tell("meetings/ask_again", rows, meeting=meeting, entry=entry)
    return len(rows)


def choose(meeting, slot, *, actor, version):
    """Settle on a day: the meeting takes its time and is announced. Raises `Stale` and `Refused`."""
    check_version(meeting, version)
    if slot.starts_at < clock.now() + SHORTEST:
        raise Refused([OVER])
    wall = slot.wall_in(meeting.zone)
    meeting.starts_wall, meeting.fold, meeting.starts_at = wall.replace(fold=0), wall.fold, slot.starts_at
    meeting.is_day_open = False
    meeting.is_moved_alone |= meeting.series_id is not None
    db.session.flush()
    return meetings.move(meeting, "announce", actor=actor, version=meeting.version)

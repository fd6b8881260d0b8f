"""Schedule a meeting, change it and move it through its life; every change tells those whom it concerns."""

import secrets
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy.orm.attributes import flag_modified

from app import clock
from app.db import db
from app.journal.actions import changes_between, record
from app.meetings import agenda as topics
from app.meetings import people as invited
from app.meetings.models import Meeting, ReminderRule
from app.outbox import moves
from app.outbox.actions import void_unsent
from app.text import index
from workflows.engine import require
from workflows.meetings import CHANGE, MeetingState
from workflows.sentences import p

#: When everybody is reminded, in minutes before the start: a week, a day, an hour.
REMINDERS = (7 * 24 * 60, 24 * 60, 60)
SCHEDULE = ("starts_wall", "zone", "fold", "minutes_long", "place", "link")
HOURS = ("starts_wall", "zone", "fold", "minutes_long")
#: Letters that stay true, and are owed, whatever becomes of the meeting.
FAREWELLS = ("meetings/cancel", "meetings/withdraw")


def schedule(project, *, actor, **facts):
    """Draft a meeting (see `draft`) and write it down."""
    meeting = draft(project, actor=actor, **facts)
    record(meeting, "create", actor=actor)
    return meeting


def draft(project, *, actor, title, zone, people, starts_wall=None, guests=(), agenda=(), fold=0, **facts):
    """The row of a new meeting of `people` and `guests`, each ``(name, address)``.

    Without `starts_wall` its day is open, and the present hour holds its place. `agenda` is of `agenda.Topic` or
    ``(title, minutes, presenter id or None)``.
    """
    starts_wall = starts_wall or clock.now().astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)
    meeting = Meeting(
        project_id=project.id,
        project=project,
        stage=project.plan.stage,
        title=title,
        starts_wall=starts_wall,
        zone=zone,
        fold=fold,
        starts_at=instant(starts_wall, zone, fold),
        uid=f"{secrets.token_hex(16)}@{current_app.config['TRUSTED_HOSTS'][0]}",
        created_by_id=actor.id,
        created_at=clock.now(),
        **facts,
    )
    meeting.reminder_rules = [ReminderRule(project_id=project.id, minutes_before=minutes) for minutes in REMINDERS]
    for person in people:
        invited.invite(meeting, person)
    for name, address in guests:
        invited.invite_guest(meeting, name, address)
    topics.set_agenda(meeting, agenda)
    db.session.add(meeting)
    db.session.flush()
    index(meeting, title, meeting.description)
    return meeting


def instant(wall, zone, fold=0):
    """The UTC instant of a wall time in a zone; `fold` is 1 for the second of two equal hours."""
    return wall.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def revise(meeting, *, actor, people, agenda, guests=(), is_alone=True, **facts):
    """Change a meeting. A new time or place tells everyone; people added or taken off are told by themselves.

    Without `starts_wall` among the facts the hour stays as it is. One of a series that is moved alone does not follow
    the others from then on. Raises `Refused` once it was held or cancelled.
    """
    require(meeting, CHANGE, actor=actor)
    before = as_written(meeting, facts)
    addresses = {address for _name, address in guests}
    stayed = [row for row in meeting.invited if row.user in people or row.guest_address in addresses]
    for field, fact in facts.items():
        setattr(meeting, field, fact)
    meeting.starts_at = instant(meeting.starts_wall, meeting.zone, meeting.fold)
    topics.set_agenda(meeting, agenda)
    # The version rises although agenda and people are rows of their own, so that no old form takes them back.
    flag_modified(meeting, "title")
    db.session.flush()
    wanted = {"people": sorted(person.id for person in people), "guests": sorted(addresses)}
    changes = changes_between(before, as_written(meeting, facts) | wanted)
    moved = any(field in changes for field in SCHEDULE)
    meeting.is_moved_alone |= is_alone and moved and meeting.series_id is not None
    entry = record(meeting, "move" if moved else "revise", actor=actor, changes=changes)
    index(meeting, meeting.title, meeting.description)
    if moved:
        tell_moved(meeting, entry, stayed, changes)
    invited.change_people(meeting, people, guests, entry)
    return entry


def as_written(meeting, fields):
    """The named fields as the journal keeps them, with the agenda and who is invited, by ids and addresses."""
    return {
        **{field: str(getattr(meeting, field)) for field in fields},
        "agenda": topics.as_written(meeting),
        "people": sorted(row.user_id for row in meeting.invited if row.user_id),
        "guests": sorted(row.guest_address for row in meeting.guests),
    }


def tell_moved(meeting, entry, stayed, changes):
    """A newer revision: what was due for the older one is void, and everybody who stays learns what is new.

    Those who answered for another hour are asked again.
    """
    meeting.schedule_revision += 1
    meeting.sequence += 1
    meeting.rescheduled_at = clock.now()
    void_unsent(meeting, p("letter reason", "The meeting was moved."), but=FAREWELLS)
    if any(field in changes for field in HOURS):
        for row in stayed:
            invited.forget_answer(row)
    if meeting.state is MeetingState.ANNOUNCED:
        set_reminders(meeting)
        invited.tell("meetings/move", stayed, meeting=meeting, entry=entry)


def set_reminders(meeting):
    """Say when each reminder of an announced meeting is due; of another one none is."""
    for rule in meeting.reminder_rules:
        rule.due_at = due_at(meeting, rule.minutes_before)


def due_at(meeting, minutes_before):
    """The instant of a reminder, or None while nobody is to be reminded."""
    is_due = meeting.state is MeetingState.ANNOUNCED
    return meeting.starts_at - timedelta(minutes=minutes_before) if is_due else None


def move(meeting, trigger, *, actor, version):
    """Move a meeting through its life, with what that brings along. Raises `Stale` and `Refused`."""
    entry = moves.advance(meeting, trigger, actor=actor, version=version)
    if trigger in AFTER:
        AFTER[trigger](meeting, entry)
    return entry


def announced(meeting, entry):
    """Guests get their letter too. Announced again after it was called off, it is asked for anew, and calendars must
    take it for newer than what they were told then."""
    if meeting.announced_at is not None:
        meeting.sequence += 1
        for row in meeting.invited:
            invited.forget_answer(row)
    meeting.announced_at, meeting.polled_at = clock.now(), None
    set_reminders(meeting)
    tell_guests("meetings/announce", meeting, entry)


def called_off(meeting, entry):
    """Calendars must take it for newer, and nothing else goes out."""
    meeting.sequence += 1
    void_unsent(meeting, p("letter reason", "The meeting was cancelled."), but=FAREWELLS)
    set_reminders(meeting)
    if meeting.is_known:
        tell_guests("meetings/cancel", meeting, entry)


def held(meeting, entry):
    """It counts for the stage in which it was held, or entered as held, whenever it was scheduled."""
    meeting.stage = meeting.project.plan.stage


def tell_guests(about, meeting, entry):
    invited.tell(about, meeting.guests, meeting=meeting, entry=entry)


AFTER = {"announce": announced, "cancel": called_off, "hold": held, "enter": held}

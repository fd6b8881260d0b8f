"""Repeat a meeting, announce a series, and change or cancel a meeting with those that follow it."""

import secrets
from datetime import datetime

from app import clock, dates
from app.accounts.actors import SYSTEM
from app.db import begin_write, db, lock
from app.errors import check_version
from app.journal.actions import as_one_deed, record
from app.meetings import actions as meetings
from app.meetings.agenda import Topic
from app.meetings.models import Meeting, ReminderRule
from app.meetings.series import queries
from app.meetings.series.models import Series
from workflows.engine import Refused, require
from workflows.meetings import ANNOUNCE_SERIES, CHANGE, REPEAT
from workflows.sentences import Sentence

#: What a meeting and those that follow it can have in common; the topics are each meeting's own.
SHARED = ("title", "description", "zone", "minutes_long", "place", "link", "quorum", "chair_id", "secretary_id")


def repeat(meeting, *, actor, version, rule, days, exceptions, announce_days, has_agenda=False):
    """Make the meeting the first of a series: a draft on each of the `days`, with the same people and reminders.

    `rule` is an RRULE, `exceptions` the value of an EXDATE. Raises `Stale` and `Refused`.
    """
    check_version(meeting, version)
    require(meeting, REPEAT, actor=actor)
    series = Series(
        project_id=meeting.project_id,
        title=meeting.title,
        first_day=meeting.starts_wall.date(),
        rule=rule,
        exceptions=exceptions,
        announce_days=announce_days,
        created_by_id=actor.id,
        created_at=clock.now(),
    )
    db.session.add(series)
    db.session.flush()
    meeting.series_id = series.id
    for day in days:
        copy(meeting, day, actor, has_agenda)
    record(meeting, "repeat", actor=actor, n=len(days) + 1)
    return series


def copy(meeting, day, actor, has_agenda):
    """The same meeting on another day, at the same hour of the clocks there."""
    topics = [Topic(item.title, item.minutes, item.presenter_id) for item in meeting.agenda] if has_agenda else []
    made = meetings.draft(
        meeting.project,
        actor=actor,
        starts_wall=datetime.combine(day, meeting.starts_wall.time()),
        people=[row.user for row in meeting.invited if row.user],
        guests=[(row.guest_name, row.guest_address) for row in meeting.guests],
        agenda=topics,
        series_id=meeting.series_id,
        **{field: getattr(meeting, field) for field in SHARED},
    )
    made.reminder_rules = [
        ReminderRule(project_id=made.project_id, minutes_before=rule.minutes_before, text=rule.text)
        for rule in meeting.reminder_rules
        if rule.user_id is None
    ]


def announce(series, *, actor, version):
    """From now on each meeting is announced by itself, those that are near at once. Gives how many were now."""
    check_version(series, version)
    require(series, ANNOUNCE_SERIES, actor=actor)
    series.announced_at = clock.now()
    record(series, "announce", actor=actor)
    due = [meeting for meeting in map(meeting_of, queries.due_to_announce()) if meeting.series_id == series.id]
    for meeting in due:
        meetings.move(meeting, "announce", actor=SYSTEM, version=meeting.version)
    return len(due)


def meeting_of(id):
    return db.session.get(Meeting, id)


def announce_due():
    """Every minute: meetings of announced series whose time to invite has come. Run twice, it changes nothing."""
    due = queries.due_to_announce()
    db.session.commit()
    for id in due:
        begin_write()
        meeting = meeting_of(id)
        lock(meeting)
        if id in queries.due_to_announce():
            meetings.move(meeting, "announce", actor=SYSTEM, version=meeting.version)
        db.session.commit()


def revise_following(meeting, *, actor, people, agenda, guests=(), **facts):
    """Change a meeting, and in those that follow it what was changed in this one. Gives how many followed.

    Raises `Refused` where one of them would have an hour that the clocks skip.
    """
    others = queries.following(meeting)
    before = {field: getattr(meeting, field) for field in (*SHARED, "starts_wall")}
    gone, come = differences(meeting, people, guests)
    with as_one_deed(secrets.token_hex(16)):
        meetings.revise(meeting, actor=actor, people=people, agenda=agenda, guests=guests, is_alone=False, **facts)
        changed = {field: facts[field] for field in SHARED if facts[field] != before[field]}
        hour = facts["starts_wall"].time() if facts["starts_wall"] != before["starts_wall"] else None
        for other in others:
            lock(other)
            follow(other, actor, changed, hour, gone, come)
    if "title" in changed:
        db.session.get(Series, meeting.series_id).title = changed["title"]
    return len(others)


def differences(meeting, people, guests):
    """The keys of who is taken off, and the people and guests who are new."""
    there = {row.user_id or row.guest_address for row in meeting.invited}
    wanted = {person.id for person in people} | {address for _name, address in guests}
    new_guests = [(name, address) for name, address in guests if address not in there]
    return there - wanted, ([person for person in people if person.id not in there], new_guests)


def follow(meeting, actor, changed, hour, gone, come):
    people, guests = come
    wall = meeting.starts_wall if hour is None else datetime.combine(meeting.starts_wall.date(), hour)
    if not dates.instants_of(wall, changed.get("zone", meeting.zone)):
        raise Refused([Sentence("The clocks skip this hour on %(day)s.", day=dates.short_day(wall.date()))])
    stay = [row for row in meeting.invited if (row.user_id or row.guest_address) not in gone]
    known = {row.user_id or row.guest_address for row in stay}
    meetings.revise(
        meeting,
        actor=actor,
        people=[row.user for row in stay if row.user] + [person for person in people if person.id not in known],
        guests=[(row.guest_name, row.guest_address) for row in stay if row.is_guest]
        + [(name, address) for name, address in guests if address not in known],
        agenda=[Topic(item.title, item.minutes, item.presenter_id, item.id) for item in meeting.agenda],
        is_alone=False,
        **{"starts_wall": wall, "fold": meeting.fold if hour is None else 0, **changed},
    )


def cancel_following(meeting, *, actor, version):
    """Cancel a meeting and those that follow it. Gives how many; raises `Stale` and `Refused`."""
    check_version(meeting, version)
    require(meeting, CHANGE, actor=actor)
    others = queries.following(meeting)
    with as_one_deed(secrets.token_hex(16)):
        for each in (meeting, *others):
            lock(each)
            meetings.move(each, "cancel", actor=actor, version=each.version)
    return 1 + len(others)

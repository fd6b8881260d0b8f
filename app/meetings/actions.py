"""Schedule a meeting, move it, answer, and say who was invited; every change tells those whom it concerns."""

import secrets
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy.orm.attributes import flag_modified

from app import clock
from app.db import db, lock
from app.journal.actions import changes_between, record
from app.meetings.models import AgendaItem, Meeting, Participant, ReminderRule
from app.outbox.actions import post, void_unsent
from app.text import index
from workflows.meetings import MeetingState
from workflows.sentences import p

#: When everybody is reminded, in minutes before the start: a week, a day, an hour.
REMINDERS = (7 * 24 * 60, 24 * 60, 60)
#: What calendars must hear whatever becomes of the meeting: nothing voids these letters but their own untruth.
LAST_WORDS = ("meetings/withdraw", "meetings/cancel")
SCHEDULE = ("starts_wall", "zone", "fold", "minutes_long", "place", "link")


def schedule(project, *, actor, title, starts_wall, zone, people, agenda=(), fold=0, **facts):
    """Draft a meeting of `people`; `agenda` is of ``(title, minutes, presenter id or None)``."""
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
    meeting.reminder_rules = [ReminderRule(minutes_before=minutes) for minutes in REMINDERS]
    meeting.participants = [Participant(user=person, invited_at=clock.now()) for person in people]
    set_agenda(meeting, agenda)
    db.session.add(meeting)
    db.session.flush()
    index(meeting, title, meeting.description)
    record(meeting, "create", actor=actor)
    return meeting


def instant(wall, zone, fold=0):
    """The UTC instant of a wall time in a zone; `fold` is 1 for the second of two equal hours."""
    return wall.replace(tzinfo=ZoneInfo(zone), fold=fold)


def set_agenda(meeting, agenda):
    """Write the agenda anew where it differs."""
    wanted = [(position, *topic) for position, topic in enumerate(agenda, 1)]
    have = [(item.position, item.title, item.minutes, item.presenter_id) for item in meeting.agenda]
    if wanted != have:
        meeting.agenda = [
            AgendaItem(position=position, title=title, minutes=minutes, presenter_id=presenter)
            for position, title, minutes, presenter in wanted
        ]


def revise(meeting, *, actor, people, agenda, **facts):
    """Change a meeting. A new time or place tells everyone; people added or taken off are told by themselves."""
    before = as_written(meeting, facts)
    stayed = {row.user_id for row in meeting.invited}
    for field, fact in facts.items():
        setattr(meeting, field, fact)
    meeting.starts_at = instant(meeting.starts_wall, meeting.zone, meeting.fold)
    set_agenda(meeting, agenda)
    # The version rises although agenda and people are rows of their own, so that no old form takes them back.
    flag_modified(meeting, "title")
    changes = changes_between(before, as_written(meeting, facts))
    moved = any(field in changes for field in SCHEDULE)
    entry = record(meeting, "move" if moved else "revise", actor=actor, changes=changes)
    index(meeting, meeting.title, meeting.description)
    if moved:
        tell_moved(meeting, entry, stayed & {person.id for person in people}, actor)
    change_people(meeting, people, entry, actor)
    return entry


def as_written(meeting, fields):
    """The named fields as the journal keeps them."""
    return {field: str(getattr(meeting, field)) for field in fields}


def tell_moved(meeting, entry, stayed, actor):
    """A newer revision: what was due for the older one is void, and everybody who stays learns the new time."""
    meeting.schedule_revision += 1
    meeting.sequence += 1
    meeting.rescheduled_at = clock.now()
    void_unsent(meeting, p("letter reason", "The meeting was moved."), but=LAST_WORDS)
    if meeting.state is MeetingState.ANNOUNCED:
        readers = [row.user for row in meeting.invited if row.user_id in stayed]
        post("meetings/move", readers, subject=meeting, cause=entry.id, entry=entry)


def change_people(meeting, people, entry, actor):
    """Invite the new ones and withdraw from those taken off, each told alone."""
    wanted = {person.id: person for person in people}
    for row in meeting.invited:
        if row.user_id not in wanted:
            withdraw(meeting, row, entry)
    invited_now = [invite(meeting, person) for person in people if not meeting.participant(person.id)]
    if invited_now and meeting.state is MeetingState.ANNOUNCED:
        db.session.flush()
        post("meetings/announce", invited_now, subject=meeting, cause=entry.id, entry=entry)


def withdraw(meeting, row, entry):
    row.withdrawn_at = clock.now()
    meeting.sequence += 1
    if meeting.state is MeetingState.ANNOUNCED:
        post("meetings/withdraw", [row.user], subject=meeting, cause=entry.id, entry=entry)


def invite(meeting, person):
    """Put `person` among the invited, again if they had been taken off; gives the person."""
    old = next((row for row in meeting.participants if row.user_id == person.id), None)
    if old:
        old.withdrawn_at, old.invited_at, old.answer, old.answered_at = None, clock.now(), None, None
    else:
        meeting.participants.append(Participant(user=person, invited_at=clock.now()))
    return person


def answer(meeting, person_id, said, *, actor):
    """Keep what an invited person says; the latest answer counts, and the same one again changes nothing."""
    row = meeting.participant(person_id)
    lock(row)
    if row.answer is said:
        return
    row.answer, row.answered_at = said, clock.now()
    record(meeting, "answer", actor=actor, answer=said.name)


def announced(meeting):
    """What announcing adds to the move itself."""
    meeting.announced_at = clock.now()


def called_off(meeting):
    """What cancelling adds to the move itself: calendars must take it for newer, and nothing else goes out."""
    meeting.sequence += 1
    void_unsent(meeting, p("letter reason", "The meeting was cancelled."), but=LAST_WORDS)

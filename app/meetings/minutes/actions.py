"""Write a meeting up: who was there, what was said, what was settled, and the tasks that follow."""

from sqlalchemy.orm.attributes import flag_modified

from app import clock
from app.db import db, lock
from app.journal.actions import changes_between, record
from app.meetings.minutes.models import Amendment, Minutes, Outcome
from app.meetings.people import tell
from app.meetings.queries import last_number
from app.outbox.moves import advance
from app.tasks.actions import create
from app.text import index
from workflows.engine import require
from workflows.meetings import AMEND, WRITE_UP, MinutesState, OutcomeKind


def write(meeting, *, actor, text, present):
    """Keep the text of the minutes and who was present (ids of participants).

    Raises `Refused` before the meeting has begun, and once the minutes are approved.
    """
    minutes = minutes_of(meeting)
    require(meeting, WRITE_UP, actor=actor)
    before = as_written(minutes)
    minutes.text = text
    # The version rises although who was there is written in other rows.
    flag_modified(minutes, "text")
    for row in meeting.invited:
        row.attended = row.id in present
    db.session.flush()
    record(minutes, "write", actor=actor, changes=changes_between(before, as_written(minutes)))
    return minutes


def as_written(minutes):
    """The minutes as the journal keeps them: their text, and the ids of the participants who were there."""
    return {"text": minutes.text, "present": sorted(row.id for row in minutes.meeting.invited if row.attended)}


def minutes_of(meeting):
    """The meeting's minutes, begun where there are none. Of several who begin at once, all get the same ones."""
    lock(meeting)
    begun = db.session.scalar(db.select(Minutes).where(Minutes.meeting_id == meeting.id))
    meeting.minutes = begun or Minutes(project_id=meeting.project_id)
    db.session.flush()
    return meeting.minutes


def move(minutes, trigger, *, actor, version, left_out=()):
    """Approve or send the minutes, with what that brings along; `left_out` are ids of guests who do not get them.

    Raises `Stale` and `Refused`.
    """
    entry = advance(minutes, trigger, actor=actor, version=version)
    if trigger == "approve":
        approved(minutes, actor)
    if trigger == "send":
        sent(minutes, entry, left_out)
    return entry


def approved(minutes, actor):
    """The number in the project's row of minutes, and by whom."""
    lock(minutes.meeting.project)
    minutes.number = last_number(minutes.meeting.project) + 1
    minutes.approved_at, minutes.approved_by_id = clock.now(), actor.id


def sent(minutes, entry, left_out):
    """Guests get their letter too, and whatever is amended later, save those who are left out."""
    guests = minutes.meeting.guests
    for row in guests:
        row.is_left_out = row.id in left_out
    told = [row for row in guests if not row.is_left_out]
    tell("minutes/send", told, meeting=minutes.meeting, subject=minutes, entry=entry)


def amend(minutes, *, actor, text):
    """Correct approved minutes by a numbered amendment; who got the minutes gets it as well.

    Raises `Refused` unless they are approved.
    """
    lock(minutes)
    require(minutes, AMEND, actor=actor)
    amendment = Amendment(
        project_id=minutes.project_id,
        number=len(minutes.amendments) + 1,
        text=text,
        created_by_id=actor.id,
        created_at=clock.now(),
    )
    minutes.amendments.append(amendment)
    entry = record(minutes, "amend", actor=actor, number=amendment.number)
    if minutes.state is MinutesState.SENT:
        others = [row for row in minutes.readers if row.user_id is None or row.user_id != actor.id]
        number = {"number": amendment.number}
        tell("minutes/amend", others, meeting=minutes.meeting, subject=minutes, entry=entry, params=number)
    return amendment


def settle(meeting, *, actor, nature, text, person=None, due=None, agenda_item_id=None):
    """Write down what the meeting settled; an action has a person and becomes a task at once.

    Raises `Refused` before the meeting has begun, and once its minutes are approved.
    """
    lock(meeting)
    require(meeting, WRITE_UP, actor=actor)
    outcome = Outcome(
        project_id=meeting.project_id,
        meeting=meeting,
        nature=nature,
        text=text,
        person=person,
        due=due,
        agenda_item_id=agenda_item_id,
        created_at=clock.now(),
    )
    db.session.add(outcome)
    db.session.flush()
    if nature is OutcomeKind.ACTION:
        stage = meeting.project.plan.stage
        outcome.task = create(meeting.project, actor=actor, title=text[:200], assignees=[person], due=due, stage=stage)
    index(outcome, text)
    record(outcome, "settle", actor=actor, meeting=meeting.title)
    return outcome


def forget_tasks(task_ids):
    """What was settled stays written; the tasks that were made of it are gone for good."""
    db.session.execute(db.update(Outcome).where(Outcome.task_id.in_(task_ids)).values(task_id=None))

"""Write a meeting up: who was there, what was said, what was settled, and the tasks that follow."""

from sqlalchemy.orm.attributes import flag_modified

from app import clock
from app.db import db
from app.journal.actions import record
from app.meetings.models import Minutes, Outcome
from app.meetings.queries import last_number
from app.tasks.actions import create
from workflows.engine import Refused
from workflows.meetings import MinutesState, OutcomeKind
from workflows.sentences import Sentence

APPROVED = Sentence("The minutes are approved and cannot be changed any more.")


def write(meeting, *, actor, text, present):
    """Keep the text of the minutes and who was present (user ids). Approved minutes are refused."""
    minutes = minutes_of(meeting)
    if minutes.state is not MinutesState.DRAFT:
        raise Refused([APPROVED])
    minutes.text = text
    # The version rises although who was there is written in other rows.
    flag_modified(minutes, "text")
    for row in meeting.invited:
        row.attended = row.user_id in present
    db.session.flush()
    record(minutes, "write", actor=actor)
    return minutes


def minutes_of(meeting):
    """The meeting's minutes, begun where there are none."""
    if meeting.minutes is None:
        meeting.minutes = Minutes(project_id=meeting.project_id)
        db.session.flush()
    return meeting.minutes


def approved(minutes, actor):
    """What approving adds to the move itself: the number in the project's row of minutes, and by whom."""
    minutes.number = last_number(minutes.meeting.project) + 1
    minutes.approved_at, minutes.approved_by_id = clock.now(), actor.id


def settle(meeting, *, actor, nature, text, person=None, due=None):
    """Write down what the meeting settled; an action has a person and becomes a task at once."""
    outcome = Outcome(
        project_id=meeting.project_id,
        meeting=meeting,
        nature=nature,
        text=text,
        person=person,
        due=due,
        created_at=clock.now(),
    )
    db.session.add(outcome)
    db.session.flush()
    if nature is OutcomeKind.ACTION:
        stage = meeting.project.plan.stage
        outcome.task = create(meeting.project, actor=actor, title=text[:200], assignees=[person], due=due, stage=stage)
    record(outcome, "settle", actor=actor, meeting=meeting.title)
    return outcome

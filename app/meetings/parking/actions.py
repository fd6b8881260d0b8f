"""Park a topic, put back what a meeting did not come to, and take a topic into an agenda."""

from sqlalchemy.orm.attributes import flag_modified

from app import clock
from app.db import db, lock
from app.journal.actions import record
from app.meetings import agenda
from app.meetings.models import AgendaItem
from app.meetings.parking.models import ParkedTopic
from app.meetings.parking.queries import left_from
from app.meetings.things.models import TopicThing
from workflows.engine import require
from workflows.meetings import CHANGE, DROP_TOPIC, PUT_BACK, TAKE_TOPIC


def park(project_id, *, actor, title, meeting=None):
    """Let a new topic wait; `meeting` is the one from whose page it was parked."""
    topic = ParkedTopic(
        project_id=project_id,
        title=title,
        parked_by_id=actor.id,
        parked_at=clock.now(),
        from_meeting_id=meeting.id if meeting else None,
    )
    db.session.add(topic)
    record(topic, "park", actor=actor)
    return topic


def put_back(meeting, items, *, actor):
    """Let topics of an agenda wait for another meeting; those that do already are left alone. Gives how many went.

    They stay on this agenda, which shows what became of them. Raises `Refused` before the meeting has begun, and once
    its minutes are approved.
    """
    lock(meeting)
    require(meeting, PUT_BACK, actor=actor)
    there = left_from([item.id for item in items])
    going = [item for item in items if item.id not in there]
    for item in going:
        topic = park(meeting.project_id, actor=actor, title=item.title, meeting=meeting)
        topic.minutes, topic.presenter_id, topic.from_item_id = item.minutes, item.presenter_id, item.id
    db.session.flush()
    return len(going)


def take(topic, meeting, *, actor):
    """Put a parked topic at the end of an agenda, with what it is about.

    Back at the meeting that it came from, it is simply dealt with there. Raises `Refused` when another was quicker.
    """
    lock(meeting)
    lock(topic)
    require(topic, TAKE_TOPIC, actor=actor)
    require(meeting, CHANGE, actor=actor)
    before = agenda.as_written(meeting)
    if topic.from_item in meeting.agenda:
        db.session.delete(topic)
    else:
        topic.item = new_item(topic, meeting)
        meeting.agenda.append(topic.item)
    # The version rises although the agenda is rows of its own, so that no old form takes the topic off again.
    flag_modified(meeting, "title")
    db.session.flush()
    changes = {"agenda": [before, agenda.as_written(meeting)]}
    record(meeting, "take", actor=actor, topic=topic.title, changes=changes)


def new_item(topic, meeting):
    position = 1 + max((item.position for item in meeting.agenda), default=0)
    item = AgendaItem(project_id=meeting.project_id, position=position)
    item.title, item.minutes, item.presenter_id = topic.title, topic.minutes, topic.presenter_id
    things = topic.from_item.things if topic.from_item else ()
    item.things = [
        TopicThing(subject_type=row.subject_type, subject_id=row.subject_id, words=row.words)
        for row in things
        if row.subject_id
    ]
    return item


def drop(topic, *, actor):
    """Let a topic wait no longer. Raises `Refused` for whoever neither parked it nor coordinates."""
    lock(topic)
    require(topic, DROP_TOPIC, actor=actor)
    topic.dropped_at = clock.now()
    record(topic, "drop", actor=actor)

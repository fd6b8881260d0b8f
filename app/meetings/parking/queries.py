"""Parked topics as they are found: through the person who asks."""

from sqlalchemy.orm import joinedload

from app.db import db
from app.meetings.parking.models import WAITING, ParkedTopic
from app.projects.queries import only, project_ids_of

SHOWN_AT_ONCE = 50


def visible_to(actor):
    return db.select(ParkedTopic).where(ParkedTopic.project_id.in_(project_ids_of(actor)))


def find(topic_id, actor):
    """The topic, or a 404 when this person may not see it."""
    return only(visible_to(actor).where(ParkedTopic.id == topic_id))


def waiting_in(project, after=0):
    """A page of the topics that wait, the longest first, each with who parked it and where it came from."""
    query = (
        db.select(ParkedTopic)
        .where(ParkedTopic.project_id == project.id, ParkedTopic.id > after, *WAITING)
        .options(joinedload(ParkedTopic.parked_by), joinedload(ParkedTopic.from_meeting))
        .order_by(ParkedTopic.id)
    )
    found = db.session.scalars(query.limit(SHOWN_AT_ONCE + 1)).all()
    return found[:SHOWN_AT_ONCE], len(found) > SHOWN_AT_ONCE


def left_from(item_ids):
    """What was parked of these topics of an agenda, by the topic's id."""
    query = db.select(ParkedTopic).where(ParkedTopic.from_item_id.in_(item_ids))
    return {topic.from_item_id: topic for topic in db.session.scalars(query)} if item_ids else {}

"""What topics are about, as it may be shown: what is of the meeting's own project and still there."""

import re
from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa

from app.db import db, rows
from app.finding import newest_of
from app.meetings.models import AgendaItem, Meeting
from app.meetings.things.models import TopicThing
from app.projects.models import Stage
from app.tasks.ties.queries import of_kind
from app.text import words_of
from workflows.meetings import MeetingState

KINDS = ("task", "material", "stage")
LARGEST_ID = 2**31 - 1
FOUND_AT_ONCE = 8
#: How a thing is named in a form: "task 12".
KEY = re.compile(rf"({'|'.join(KINDS)}) ([1-9][0-9]{{0,9}})")


class Thing(NamedTuple):
    kind: str
    id: int
    title: str

    @property
    def key(self):
        return f"{self.kind} {self.id}"


def parts_of(kind):
    """The model of a kind, the column of its titles, and when it is shown at all."""
    return (Stage, words_of(Stage, "title"), ()) if kind == "stage" else of_kind(kind)


@lru_cache(maxsize=1)
def of_the_meeting():
    return sa.union_all(*map(of_its_topics, KINDS))


def of_its_topics(kind):
    model, title, conditions = parts_of(kind)
    return (
        sa.select(sa.literal_column(f"'{kind}'").label("kind"), model.id.label("id"), title.label("title"))
        .add_columns(TopicThing.item_id.label("item_id"))
        .select_from(AgendaItem)
        .join(TopicThing, TopicThing.item_id == AgendaItem.id)
        .join(model, model.id == TopicThing.subject_id)
        .where(AgendaItem.meeting_id == sa.bindparam("meeting_id", type_=sa.Integer), TopicThing.subject_type == kind)
        .where(model.project_id == AgendaItem.project_id, *conditions)
    )


def things_of(meeting_id):
    """What each topic of a meeting is about: ``{topic's id: [Thing]}``, in one statement."""
    found: dict[int, list[Thing]] = {}
    for kind, id, title, item_id in sorted(rows(of_the_meeting(), meeting_id=meeting_id), key=in_order):
        found.setdefault(item_id, []).append(Thing(kind, id, title))
    return found


def in_order(row):
    return (KINDS.index(row[0]), row[1])


def known(project_id, keys):
    """Those of the keys that name something of this project that is still there: ``{key: Thing}``."""
    ids: dict[str, list[int]] = {kind: [] for kind in KINDS}
    for match in filter(None, map(KEY.fullmatch, keys)):
        if int(match[2]) <= LARGEST_ID:
            ids[match[1]].append(int(match[2]))
    asked = [named(kind, numbers, project_id) for kind, numbers in ids.items() if numbers]
    found = rows(sa.union_all(*asked)) if asked else ()
    things = (Thing(*row) for row in sorted(found, key=in_order))
    return {thing.key: thing for thing in things}


def named(kind, ids, project_id):
    model, title, conditions = parts_of(kind)
    query = sa.select(sa.literal_column(f"'{kind}'"), model.id, title)
    return query.where(model.id.in_(ids), model.project_id == project_id, *conditions)


def found_by(project_id, words):
    """Tasks and materials of the project in which these words stand, the latest first: at most FOUND_AT_ONCE."""
    found = newest_of(("task", "material"), project_id, words, FOUND_AT_ONCE)
    return list(known(project_id, [f"{kind} {id}" for kind, id in found]).values())


def speaks_of(kind, this):
    """A condition on `Meeting`: everybody may know of it, it was not cancelled, and a topic of it is about `this`."""
    about = (TopicThing.subject_type == kind, TopicThing.subject_id == this)
    ids = sa.select(AgendaItem.meeting_id).join(TopicThing, TopicThing.item_id == AgendaItem.id).where(*about)
    stands = Meeting.state.in_((MeetingState.ANNOUNCED, MeetingState.HELD))
    return sa.and_(Meeting.id.in_(ids), stands, Meeting.deleted_at.is_(None))


def meetings_about(kind, subject_id):
    """The meetings on whose agenda a thing is: their ids, titles and wall times, the latest first."""
    query = sa.select(Meeting.id, Meeting.title, Meeting.starts_wall).where(speaks_of(kind, subject_id))
    return rows(query.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(20))


def forget_tasks(task_ids):
    """The tasks are gone for good; that they were spoken of stays written."""
    about = (TopicThing.subject_type == "task", TopicThing.subject_id.in_(task_ids))
    db.session.execute(sa.update(TopicThing).where(*about).values(subject_id=None))

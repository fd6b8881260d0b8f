"""The topics of a meeting, kept as the same rows however they are moved or reworded."""

from typing import NamedTuple

from app.meetings.models import AgendaItem
from app.meetings.things.models import TopicThing


class Topic(NamedTuple):
    """A line of the agenda as a form gives it; `id` is its row's, None for a new one.

    `things` is what it is about, of `things.queries.Thing`; None leaves that as it is.
    """

    title: str
    minutes: int
    presenter_id: int | None = None
    id: int | None = None
    things: list | None = None


def set_agenda(meeting, topics):
    """Bring the agenda to these topics in this order. A row that stays keeps what was settled under it."""
    have = {item.id: item for item in meeting.agenda}
    items = []
    for position, topic in enumerate((Topic(*topic) for topic in topics), 1):
        item = have.pop(topic.id, None) or AgendaItem(project_id=meeting.project_id)
        item.position, item.title, item.minutes, item.presenter_id = (
            position,
            topic.title,
            topic.minutes,
            topic.presenter_id,
        )
        if topic.things is not None:
            set_things(item, topic.things)
        items.append(item)
    meeting.agenda = items


def set_things(item, things):
    """Let a topic be about these alone, by the titles that they have now."""
    have = {row.key: row for row in item.things}
    item.things = [have.get((thing.kind, thing.id)) or TopicThing() for thing in things]
    for row, thing in zip(item.things, things, strict=True):
        row.subject_type, row.subject_id, row.words = thing.kind, thing.id, thing.title[:500]


def as_written(meeting):
    """The agenda as the journal keeps it: ``[id, title, minutes, presenter id or None]`` of each topic.

    One that is about something has a fifth part: ``[kind, id]`` of each thing.
    """
    return [line_of(item) for item in meeting.agenda]


def line_of(item):
    things = [[row.subject_type, row.subject_id] for row in item.things]
    return [item.id, item.title, item.minutes, item.presenter_id, *([things] if things else ())]

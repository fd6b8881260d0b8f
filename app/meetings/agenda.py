"""The topics of a meeting, kept as the same rows however they are moved or reworded."""

from typing import NamedTuple

from app.meetings.models import AgendaItem


class Topic(NamedTuple):
    """A line of the agenda as a form gives it; `id` is its row's, None for a new one."""

    title: str
    minutes: int
    presenter_id: int | None = None
    id: int | None = None


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
        items.append(item)
    meeting.agenda = items


def as_written(meeting):
    """The agenda as the journal keeps it: ``[id, title, minutes, presenter id or None]`` of each topic."""
    return [[item.id, item.title, item.minutes, item.presenter_id] for item in meeting.agenda]

"""A topic that waits in the parking place of its project."""

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.db import UTCDateTime, db, short
from app.meetings.models import AgendaItem, Meeting
from app.projects.models import InProject

WAITS = text("item_id IS NULL AND dropped_at IS NULL")


class ParkedTopic(InProject, db.Model):
    """Who parked a topic, the meeting it came from, and what became of it.

    `from_item` is the topic of an agenda that was not dealt with, where it was one. `item` is the topic that it became
    later: taken off that agenda again, it waits as before, and so it does while there is none.
    """

    kind = "topic"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    title: Mapped[str] = mapped_column(short(200))
    minutes: Mapped[int] = mapped_column(default=10)
    presenter_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    parked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    parked_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    from_meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    from_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="SET NULL"), unique=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="SET NULL"), index=True)
    dropped_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)

    parked_by: Mapped[User] = relationship(foreign_keys=[parked_by_id])
    from_meeting: Mapped[Meeting | None] = relationship()
    from_item: Mapped[AgendaItem | None] = relationship(foreign_keys=[from_item_id])
    item: Mapped[AgendaItem | None] = relationship(foreign_keys=[item_id], passive_deletes=True)

    __table_args__ = (
        Index("ix_parked_topic_waiting", "project_id", "id", sqlite_where=WAITS, postgresql_where=WAITS),
        Index("ix_parked_topic_project", "project_id", "id"),
    )

    @property
    def title_for_journal(self):
        return self.title

    @property
    def is_waiting(self):
        return self.item_id is None and self.dropped_at is None

    def is_parked_by(self, actor):
        return actor.id is not None and actor.id == self.parked_by_id


WAITING = (ParkedTopic.item_id.is_(None), ParkedTopic.dropped_at.is_(None))

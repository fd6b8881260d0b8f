"""What a topic is about, as rows."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import db, short


class TopicThing(db.Model):
    """A task, a material or a stage that a topic is about; of a stage it is the decision on its gate.

    `words` is its title when the agenda was last saved: minutes say it for ever, whatever becomes of the thing.
    `subject_id` is empty once the thing is gone for good.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id", ondelete="CASCADE"))
    subject_type: Mapped[str] = mapped_column(short(32))
    subject_id: Mapped[int | None]
    words: Mapped[str] = mapped_column(short(500))

    __table_args__ = (
        UniqueConstraint("item_id", "subject_type", "subject_id"),
        Index("ix_topic_thing_subject", "subject_type", "subject_id"),
    )

    @property
    def key(self):
        return (self.subject_type, self.subject_id)

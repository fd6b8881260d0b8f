"""Who may be the same person, who is not, and the keys by which persons of like names find each other."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.db import db, short
from app.materials.duplicates.names import Likeness


class PersonKey(db.Model):
    """A name's consonants and an initial: only persons who share a key are ever compared."""

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True)
    key: Mapped[str] = mapped_column(short(80), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)

    __table_args__ = (Index("ix_person_key_person", "person_id"),)


class Pair(db.Model):
    """Two persons, the one written down first as `one`: suspected to be the same, or said not to be (`is_apart`).

    `one_name` and `other_name` are the two names that are alike; `rank` puts the likelier pairs first.
    """

    __tablename__ = "person_pair"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    one_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    likeness: Mapped[Likeness | None]
    one_name: Mapped[str] = mapped_column(short(400), default="")
    other_name: Mapped[str] = mapped_column(short(400), default="")
    is_birth_alike: Mapped[bool] = mapped_column(default=False)
    is_death_alike: Mapped[bool] = mapped_column(default=False)
    rank: Mapped[int] = mapped_column(default=0)
    is_apart: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        Index("uq_person_pair_both", "one_id", "other_id", unique=True),
        Index("ix_person_pair_other", "other_id"),
        Index("ix_person_pair_rank", "project_id", "is_apart", "rank", "id"),
    )

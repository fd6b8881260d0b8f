"""Which two may be the same, which are not, and the keys by which things of like names find each other."""

from typing import ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from app.db import db, short
from app.materials.duplicates.names import Likeness


class Key:
    """What names that are alike have in common: only persons, events or places who share a key are ever compared."""

    of: ClassVar[str]

    key: Mapped[str] = mapped_column(short(80), primary_key=True)

    @declared_attr
    def project_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("project.id"), primary_key=True, sort_order=-1)

    @declared_attr
    def subject_id(cls) -> Mapped[int]:
        return mapped_column(f"{cls.of}_id", ForeignKey(f"{cls.of}.id"), primary_key=True, sort_order=1)

    @declared_attr.directive
    def __table_args__(cls):
        return (Index(f"ix_{cls.of}_key_{cls.of}", f"{cls.of}_id"),)


class PersonKey(Key, db.Model):
    of = "person"


class EventKey(Key, db.Model):
    of = "event"


class PlaceKey(Key, db.Model):
    of = "place"


class Pair:
    """Two of a kind, the one written down first as `one`: suspected to be the same, or said not to be (`is_apart`).

    `one_name` and `other_name` are the two names that are alike, `agreed` is in what else they agree, in words of
    `kinds`; `rank` puts the likelier pairs first.
    """

    of: ClassVar[str]

    id: Mapped[int] = mapped_column(primary_key=True)
    likeness: Mapped[Likeness | None]
    one_name: Mapped[str] = mapped_column(short(400), default="")
    other_name: Mapped[str] = mapped_column(short(400), default="")
    agreed: Mapped[str] = mapped_column(short(40), default="")
    rank: Mapped[int] = mapped_column(default=0)
    is_apart: Mapped[bool] = mapped_column(default=False)

    @declared_attr
    def project_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("project.id"))

    @declared_attr
    def one_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey(f"{cls.of}.id"))

    @declared_attr
    def other_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey(f"{cls.of}.id"))

    @declared_attr.directive
    def __table_args__(cls):
        return (
            Index(f"uq_{cls.of}_pair_both", "one_id", "other_id", unique=True),
            Index(f"ix_{cls.of}_pair_other", "other_id"),
            Index(f"ix_{cls.of}_pair_rank", "project_id", "is_apart", "rank", "id"),
        )


class PersonPair(Pair, db.Model):
    of = "person"


class EventPair(Pair, db.Model):
    of = "event"


class PlacePair(Pair, db.Model):
    of = "place"


PAIRS = {pair.of: pair for pair in (PersonPair, EventPair, PlacePair)}

"""Whom and what materials are about: persons and events of history, and how many accepted materials each has."""

from sqlalchemy import Column, ForeignKey, Index, Table
from sqlalchemy.orm import Mapped, mapped_column

from app.db import UTCDateTime, db, short
from app.projects.models import InProject
from app.text import Worded


class Historic:
    """A date of history: EDTF text with its bounds as day numbers (see `app.historic_dates`); None is open."""

    edtf: Mapped[str] = mapped_column(short(64), default="")
    date_min: Mapped[int | None]
    date_max: Mapped[int | None]


def about(kind):
    """The table that says which materials are about which persons or events."""
    name = f"material_{kind}"
    return Table(
        name,
        db.metadata,
        Column("project_id", ForeignKey("project.id"), nullable=False),
        Column("material_id", ForeignKey("material.id"), primary_key=True),
        Column(f"{kind}_id", ForeignKey(f"{kind}.id"), primary_key=True),
        Index(f"ix_{name}_{kind}", "project_id", f"{kind}_id", "material_id"),
    )


about_person = about("person")
about_event = about("event")


class Subject(InProject, Worded):
    """What persons and events have in common. `material_count` counts the accepted materials about them."""

    @property
    def title(self):
        return self.worded("name")

    @property
    def title_for_journal(self):
        return self.original("name")


class Person(Subject, db.Model):
    """Somebody of history. Words: `name`, `biography`."""

    kind = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    birth: Mapped[str] = mapped_column(short(64), default="")
    birth_min: Mapped[int | None]
    birth_max: Mapped[int | None]
    death: Mapped[str] = mapped_column(short(64), default="")
    death_min: Mapped[int | None]
    death_max: Mapped[int | None]
    is_living: Mapped[bool | None]  # None: not known, which is treated as living
    material_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    deleted_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Event(Subject, Historic, db.Model):
    """Something that happened in history (never a meeting). Words: `name`, `description`."""

    kind = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    material_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    deleted_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}

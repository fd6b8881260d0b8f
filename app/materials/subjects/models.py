"""Persons, events and places, and how many accepted materials each has."""

from enum import Enum

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, Table
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship
from sqlalchemy.orm.attributes import flag_modified

from app.db import UTCDateTime, db, short
from app.projects.models import InProject, Project
from app.text import Worded
from workflows.sentences import p


class Historic:
    """A date of history: EDTF text with its bounds as day numbers (see `app.historic_dates`); None is open."""

    edtf: Mapped[str] = mapped_column(short(64), default="")
    date_min: Mapped[int | None]
    date_max: Mapped[int | None]


def about(kind):
    """The table that says which materials are about which persons, events or places."""
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
about_place = about("place")


class Subject(InProject, Worded):
    """What persons, events and places have in common. Words: `name`, `description`.

    `sources` says for each claim where it is known from: ``[{"claim": "birth", "text": "…"}]``; `authorities` are
    numbers in other catalogues: ``{"wikidata": "Q1"}``. `material_count` counts the accepted materials about it.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    sources: Mapped[list] = mapped_column(JSON, default=list)
    authorities: Mapped[dict] = mapped_column(JSON, default=dict)
    material_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    deleted_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()
    is_compared: Mapped[bool] = mapped_column(default=False)  # with others of a like name, since it was last changed

    @declared_attr
    def project_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("project.id"), index=True)

    @declared_attr
    def merged_into_id(cls) -> Mapped[int | None]:
        """What it turned out to be; it is deleted then."""
        return mapped_column(ForeignKey(f"{cls.kind}.id"), index=True)

    @declared_attr.directive
    def __table_args__(cls):
        return (Index(f"ix_{cls.kind}_compared", "is_compared", "id"),)

    @declared_attr
    def project(cls) -> Mapped[Project]:
        return relationship()

    @declared_attr.directive
    def __mapper_args__(cls):
        return {"version_id_col": cls.version}

    @property
    def title(self):
        return self.worded("name")

    @property
    def title_for_journal(self):
        return self.original("name")

    def changed_around(self):
        """The version rises although what changed has rows of its own: words, names, relations."""
        flag_modified(self, "sources")


class NameForm(Enum):
    """What kind of name a person's name is."""

    MAIN = p("name form", "Known as")
    BIRTH = p("name form", "Name at birth")
    PEN = p("name form", "Pen name")
    FORMER = p("name form", "Former name")
    MONASTIC = p("name form", "Religious name")


class Person(Subject, db.Model):
    """Somebody of history. The first name of each language is the one that is shown; it is kept as the word `name`."""

    kind = "person"

    birth: Mapped[str] = mapped_column(short(64), default="")
    birth_min: Mapped[int | None]
    birth_max: Mapped[int | None]
    death: Mapped[str] = mapped_column(short(64), default="")
    death_min: Mapped[int | None]
    death_max: Mapped[int | None]
    is_living: Mapped[bool | None]  # None: not known, which is treated as living
    consented: Mapped[dict] = mapped_column(JSON, default=dict)  # scope: its last day as text, empty for no end

    names: Mapped[list["PersonName"]] = relationship(
        order_by="PersonName.position", cascade="all, delete-orphan", back_populates="person"
    )

    def agrees_to(self, scope, today):
        """Whether this may be done on that day: the dead are not asked, of whom nothing is known as the living."""
        if self.is_living is False:
            return True
        last = (self.consented or {}).get(scope)
        return last is not None and (last == "" or last >= today.isoformat())


class PersonName(db.Model):
    """One name of a person in one language and script, in the official order; the surname may be missing."""

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    position: Mapped[int]
    form: Mapped[NameForm] = mapped_column(default=NameForm.MAIN)
    language: Mapped[str] = mapped_column(short(8))
    surname: Mapped[str] = mapped_column(short(80), default="")
    given: Mapped[str] = mapped_column(short(200), default="")
    patronymic: Mapped[str] = mapped_column(short(80), default="")
    whole: Mapped[str] = mapped_column(short(400))
    folded: Mapped[str] = mapped_column(short(200))

    person: Mapped[Person] = relationship(back_populates="names")

    __table_args__ = (Index("ix_person_name_folded", "project_id", "folded"),)


class RelationKind(Enum):
    """What one person is to another. Each is kept one way and read both ways."""

    PARENT = p("relation", "Parent")
    SPOUSE = p("relation", "Spouse")
    SIBLING = p("relation", "Brother or sister")
    TEACHER = p("relation", "Teacher")
    COLLEAGUE = p("relation", "Colleague")

    @property
    def is_mutual(self):
        """Whether both are the same to each other."""
        return self not in (RelationKind.PARENT, RelationKind.TEACHER)


class Relation(db.Model):
    """`other` is the `kind` of `person`: his parent, her teacher."""

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[RelationKind]

    __table_args__ = (
        Index("uq_relation_pair", "project_id", "person_id", "other_id", "kind", unique=True),
        Index("ix_relation_other", "project_id", "other_id"),
    )


class Event(Subject, Historic, db.Model):
    """Something that happened in history (never a meeting)."""

    kind = "event"

    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)

    place: Mapped["Place | None"] = relationship()


class Participation(db.Model):
    """Somebody who took part in an event, and as what, in the words of who wrote it down."""

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    role: Mapped[str] = mapped_column(short(120), default="")

    __table_args__ = (Index("ix_participation_person", "project_id", "person_id"),)


class Place(Subject, db.Model):
    """Somewhere on the earth. `former` are its names of other times: ``[{"name": "Кустанай", "years": "1895/1997"}]``.

    Latitude and longitude are degrees by WGS 84.
    """

    kind = "place"

    former: Mapped[list] = mapped_column(JSON, default=list)
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    part_of_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))

    part_of: Mapped["Place | None"] = relationship(remote_side="Place.id", foreign_keys="Place.part_of_id")

"""A material, and what is known of it."""

from datetime import date
from enum import Enum

from sqlalchemy import ForeignKey, Index, and_
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship
from sqlalchemy.orm.attributes import flag_modified

from app import clock
from app.accounts.models import User
from app.db import UTCDateTime, db, short
from app.materials.subjects.models import (
    Event,
    Historic,
    Person,
    Place,
    about_event,
    about_person,
    about_place,
)
from app.projects.models import InProject, Project, Stage
from app.text import Worded
from workflows.materials import MATERIAL, MaterialState
from workflows.sentences import p


class MaterialKind(Enum):
    PHOTOGRAPH = p("material kind", "Photograph")
    SCAN = p("material kind", "Scan")
    CLIPPING = p("material kind", "Newspaper clipping")
    INTERVIEW = p("material kind", "Interview")
    MEMOIR = p("material kind", "Memoir")
    DOCUMENT = p("material kind", "Document")
    AUDIO = p("material kind", "Audio recording")
    VIDEO = p("material kind", "Video recording")
    LINK = p("material kind", "Link")


#: What a living person must have agreed to before a material of this kind is published.
PUBLISHED_AS = {
    MaterialKind.PHOTOGRAPH: "PUBLISH_PHOTO",
    MaterialKind.SCAN: "PUBLISH_PHOTO",
    MaterialKind.CLIPPING: "PUBLISH_TEXT",
    MaterialKind.INTERVIEW: "PUBLISH_TEXT",
    MaterialKind.MEMOIR: "PUBLISH_TEXT",
    MaterialKind.DOCUMENT: "PUBLISH_TEXT",
    MaterialKind.AUDIO: "PUBLISH_AUDIO",
    MaterialKind.VIDEO: "PUBLISH_VIDEO",
    MaterialKind.LINK: "PUBLISH_TEXT",
}


class Acquisition(Enum):
    """How a material came to the collection."""

    GIFT = p("acquisition", "Gift")
    LOAN = p("acquisition", "Loan for scanning")
    PURCHASE = p("acquisition", "Purchase")
    OWN_RECORDING = p("acquisition", "Own recording")
    COPY = p("acquisition", "Copy from an archive or library")


def about(model, table, way):
    """Materials' persons, events or places; the row between them says the project too."""
    return relationship(
        model,
        secondary=table,
        primaryjoin=lambda: and_(
            Material.id == foreign(table.c.material_id), Material.project_id == foreign(table.c.project_id)
        ),
        secondaryjoin=lambda: model.id == foreign(table.c[way]),
        order_by=lambda: model.id,
    )


class Material(InProject, Historic, Worded, db.Model):
    """Something collected about persons and events. Words: `title`, `description`. `edtf` is when it was made."""

    kind = "material"
    letters = "materials"  # whose templates its moves use
    workflow = MATERIAL

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    stage_id: Mapped[int | None] = mapped_column(ForeignKey("stage.id"))
    accession: Mapped[str] = mapped_column(short(40))
    genre: Mapped[MaterialKind]
    decade: Mapped[int | None]  # its first year; follows from `edtf`
    language: Mapped[str] = mapped_column(short(8), default="")
    link: Mapped[str] = mapped_column(short(500), default="")
    source_name: Mapped[str] = mapped_column(short(200), default="")  # who gave it
    source_on: Mapped[date | None]
    acquisition: Mapped[Acquisition | None]
    source_note: Mapped[str] = mapped_column(LongText, default="")
    rights_uri: Mapped[str] = mapped_column(short(200), default="")
    rights_note: Mapped[str] = mapped_column(LongText, default="")
    rights_holder: Mapped[str] = mapped_column(short(200), default="")
    embargo_until: Mapped[date | None]
    embargo_told: Mapped[bool] = mapped_column(default=False)
    state: Mapped[MaterialState] = mapped_column(default=MATERIAL.initial)
    collector_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    checker_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    batch_id: Mapped[str | None] = mapped_column(short(32))  # of the import that brought it
    import_key: Mapped[str | None] = mapped_column(short(64))  # what the line of a table that it came from said
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    accepted_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    deleted_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    public_at: Mapped[UTCDateTime | None] = mapped_column(
        UTCDateTime
    )  # when what everybody may know of it last changed
    copies_wanted: Mapped[bool] = mapped_column(default=False)  # whether its public copies are still to be made
    file_count: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column()

    project: Mapped[Project] = relationship()
    stage: Mapped[Stage | None] = relationship()
    collector: Mapped[User] = relationship(foreign_keys=[collector_id])
    checker: Mapped[User | None] = relationship(foreign_keys=[checker_id])
    persons: Mapped[list[Person]] = about(Person, about_person, "person_id")
    events: Mapped[list[Event]] = about(Event, about_event, "event_id")
    places: Mapped[list[Place]] = about(Place, about_place, "place_id")

    __table_args__ = (
        Index("ix_material_project", "project_id", "id"),
        Index("ix_material_state", "project_id", "state", "id"),
        Index("ix_material_genre", "project_id", "genre", "id"),
        Index("ix_material_decade", "project_id", "decade", "id"),
        Index("ix_material_collector", "project_id", "collector_id", "id"),
        Index("ix_material_language", "project_id", "language", "id"),
        Index("ix_material_rights", "project_id", "rights_uri", "id"),
        Index("ix_material_import_key", "project_id", "import_key"),
        Index("ix_material_embargo", "embargo_told", "embargo_until"),
        Index("ix_material_public", "public_at", "id"),
        Index("ix_material_told", "project_id", "public_at", "id"),
        Index("ix_material_copies", "copies_wanted", "id"),
        Index("uq_material_accession", "project_id", "accession", unique=True),
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def title(self):
        return self.worded("title")

    @property
    def title_for_journal(self):
        return self.original("title")

    def is_collected_by(self, actor):
        return actor.id == self.collector_id

    @property
    def has_source(self):
        return bool(self.source_name and self.acquisition)

    @property
    def has_content(self):
        return bool(self.file_count or self.link or self.original("description"))

    @property
    def has_rights(self):
        return bool(self.rights_uri)

    @property
    def has_consents(self):
        """Whether everybody in it who may be living has agreed to have this kind of thing published."""
        return not self.people_without_consent

    @property
    def people_without_consent(self):
        today = clock.today(self.project.time_zone)
        return [person for person in self.persons if not person.agrees_to(PUBLISHED_AS[self.genre], today)]

    @property
    def is_free_of_embargo(self):
        return self.embargo_until is None or self.embargo_until <= clock.today(self.project.time_zone)

    @property
    def is_on_show(self):
        """Whether everybody may read it where its project has an exhibition."""
        return self.state is MaterialState.PUBLISHED and self.has_consents and self.is_free_of_embargo

    def changed_around(self):
        """The version rises although what changed has rows of its own: words, names, files."""
        flag_modified(self, "genre")

    def readers_of(self, trigger):
        """Who gets a letter when the material moves."""
        if trigger == "submit":
            return set(self.project.coordinators)
        return {self.collector} if trigger in ("accept", "send_back") else set()

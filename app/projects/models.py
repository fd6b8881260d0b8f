"""A project, its plan, its stages, its seats and who sits in them."""

from datetime import date

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship
from sqlalchemy.orm.attributes import flag_modified

from app.accounts.models import User
from app.db import UTCDateTime, db, short
from app.projects.people import HasSeats, InProject
from app.projects.stages import HasStages
from app.rights import Role
from app.text import Worded
from workflows.projects import PROJECT, ProjectState
from workflows.stages import stage_machine


class Project(InProject, HasSeats, Worded, db.Model):
    """A library's project. Words: `title`, `description`."""

    kind = "project"
    workflow = PROJECT

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[ProjectState] = mapped_column(default=PROJECT.initial)
    language: Mapped[str] = mapped_column(short(8))
    time_zone: Mapped[str] = mapped_column(short(64))
    seat_count: Mapped[int] = mapped_column(default=10)
    room: Mapped[int | None] = mapped_column(BigInteger)  # bytes for its files; None as the installation says
    used_bytes: Mapped[int] = mapped_column(BigInteger, default=0)  # of its files and of those on their way
    accession_prefix: Mapped[str] = mapped_column(short(12), default="")
    accession_last: Mapped[int] = mapped_column(default=0)
    starts_on: Mapped[date]
    held_because: Mapped[str] = mapped_column(short(500), default="")  # why it is on hold
    look_again_on: Mapped[date | None]
    looked_again_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)  # when that day was told
    board_limits: Mapped[dict] = mapped_column(JSON, default=dict)  # most cards at once, by the key of a column
    exhibit_since: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)  # since when it has an online exhibition
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    deleted_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    revision: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column()

    plan: Mapped["Plan"] = relationship(back_populates="project")
    seats: Mapped[list["Seat"]] = relationship(
        back_populates="project", order_by="Seat.number.is_(None), Seat.number, Seat.id"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def project_id(self):
        return self.id

    @property
    def title(self):
        return self.worded("title")

    @property
    def title_for_journal(self):
        return self.original("title")

    @property
    def last_gate_decided(self):
        """Whether the decision at the last gate has been taken, which alone completes the project."""
        return self.plan.stages[-1].left_at is not None

    def readers_of(self, trigger):
        """Who gets a letter when the project's own life moves; gates write their own."""
        return set()


class Plan(InProject, HasStages, db.Model):
    """The plan a project goes through; its state is the key of the stage the project stands in.

    `figures` are those of the gate as the day `figured_on` began: ``{"stage": key, "done": {condition's id: n}}``.
    """

    kind = "plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), unique=True)
    stage_key: Mapped[str] = mapped_column(short(64))
    round: Mapped[int] = mapped_column(default=1)
    figured_on: Mapped[date | None]
    figures: Mapped[dict] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column()

    project: Mapped[Project] = relationship(back_populates="plan")
    stages: Mapped[list["Stage"]] = relationship(back_populates="plan", order_by="Stage.position")

    __mapper_args__ = {"version_id_col": version}

    @property
    def workflow(self):
        return stage_machine(tuple(stage.key for stage in self.stages))

    @property
    def state(self):
        return self.workflow.states[self.stage_key]

    @state.setter
    def state(self, stage):
        self.stage_key = stage.name

    @property
    def title_for_journal(self):
        return self.stage.original("title")

    def readers_of(self, trigger):
        """The decision writes its own letters, with its reason in them."""
        return set()


class Stage(Worded, db.Model):
    """One stage of a plan. Words: `title`, `description`.

    `conditions` are what its gate asks, as `workflows.gates` takes them, each with an `id` of its own in the stage.
    `dropped` are the ids of those it asked once: none is given again. `entered_at` and `left_at` are of the latest
    visit; all of them stand in `visit`.
    """

    kind = "stage"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    key: Mapped[str] = mapped_column(short(64))
    position: Mapped[int]
    planned_start: Mapped[date]
    planned_end: Mapped[date]
    entered_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    left_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    conditions: Mapped[list] = mapped_column(JSON, default=list)
    dropped: Mapped[list] = mapped_column(JSON, default=list)
    decider_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    version: Mapped[int] = mapped_column()

    plan: Mapped[Plan] = relationship(back_populates="stages")
    decider: Mapped[User | None] = relationship()

    __table_args__ = (UniqueConstraint("plan_id", "key"), Index("ix_stage_project_id", "project_id"))
    __mapper_args__ = {"version_id_col": version}

    @property
    def title(self):
        return self.worded("title")


class Seat(InProject, db.Model):
    """A seat of the workgroup with its duty; an observer's has no number. The seat stays when its holder leaves."""

    kind = "seat"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    number: Mapped[int | None]
    role: Mapped[Role]
    duty: Mapped[str] = mapped_column(short(200), default="")
    version: Mapped[int] = mapped_column()

    project: Mapped[Project] = relationship(back_populates="seats")
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="seat", lazy="selectin", order_by="Membership.id"
    )

    __table_args__ = (UniqueConstraint("project_id", "number"),)
    __mapper_args__ = {"version_id_col": version}

    @property
    def membership(self):
        """Who sits here now, as the row that says since when; None when the seat is free."""
        return next((held for held in self.memberships if held.left_at is None), None)

    @property
    def holder(self):
        return self.membership.user if self.membership else None

    @property
    def is_free(self):
        """Whether somebody can sit down: nobody holds it, and the group still has so many seats."""
        return self.holder is None and (self.number is None or self.number <= self.project.seat_count)

    @property
    def title_for_journal(self):
        return self.duty

    def changed_hands(self):
        """The version rises although who sits here is a row of its own, so that no old page sends the next one away."""
        flag_modified(self, "duty")


class Membership(db.Model):
    """Somebody in a seat, from when to when."""

    id: Mapped[int] = mapped_column(primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    joined_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    left_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)

    seat: Mapped[Seat] = relationship(back_populates="memberships", lazy="joined")
    user: Mapped[User] = relationship(backref=backref("memberships", lazy="select"), lazy="joined")

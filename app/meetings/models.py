"""A meeting with its agenda, the people invited, and when they are reminded of it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, column, exists, table
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from app.accounts.models import User
from app.db import UTCDateTime, db, short
from app.meetings.standing import HasStanding
from app.meetings.things.models import TopicThing
from app.projects.models import InProject, Project, Stage
from workflows.meetings import MEETING, Answer, MeetingState
from workflows.projects import ProjectState

if TYPE_CHECKING:
    from app.meetings.minutes.models import Minutes, Outcome

#: The parking place, as far as a topic asks it; its model is `parking.models.ParkedTopic`.
PARKED = table("parked_topic", column("from_item_id"))


class Meeting(InProject, HasStanding, db.Model):
    """A meeting keeps its wall time and zone; `starts_at` is the instant derived from them.

    `schedule_revision` grows when the time or the place changes, `sequence` with every letter that calendars
    must take for newer. `uid` is the calendars' name of the meeting, for life.
    """

    kind = "meeting"
    letters = "meetings"  # whose templates its moves use
    workflow = MEETING

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    stage_id: Mapped[int | None] = mapped_column(ForeignKey("stage.id"))
    series_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_series.id"))
    is_moved_alone: Mapped[bool] = mapped_column(default=False)  # and stays where it is when its series changes
    title: Mapped[str] = mapped_column(short(200))
    description: Mapped[str] = mapped_column(LongText, default="")
    starts_wall: Mapped[datetime]
    zone: Mapped[str] = mapped_column(short(64))
    fold: Mapped[int] = mapped_column(default=0)
    is_day_open: Mapped[bool] = mapped_column(default=False)  # its hours hold the place of those still asked for
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime)
    minutes_long: Mapped[int] = mapped_column(default=60)
    quorum: Mapped[int | None]
    place: Mapped[str] = mapped_column(short(200), default="")
    link: Mapped[str] = mapped_column(short(500), default="")
    state: Mapped[MeetingState] = mapped_column(default=MEETING.initial)
    uid: Mapped[str] = mapped_column(short(200), unique=True)
    schedule_revision: Mapped[int] = mapped_column(default=0)
    sequence: Mapped[int] = mapped_column(default=0)
    polled_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)  # while a day is asked for
    announced_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    rescheduled_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    secretary_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    deleted_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()

    project: Mapped[Project] = relationship()
    stage: Mapped[Stage | None] = relationship()
    chair: Mapped[User | None] = relationship(foreign_keys=[chair_id])
    secretary: Mapped[User | None] = relationship(foreign_keys=[secretary_id])
    created_by: Mapped[User] = relationship(foreign_keys=[created_by_id])
    agenda: Mapped[list["AgendaItem"]] = relationship(
        back_populates="meeting", order_by="AgendaItem.position", cascade="all, delete-orphan"
    )
    participants: Mapped[list["Participant"]] = relationship(back_populates="meeting", order_by="Participant.id")
    outcomes: Mapped[list["Outcome"]] = relationship(back_populates="meeting", order_by="Outcome.id")
    minutes: Mapped["Minutes | None"] = relationship(back_populates="meeting")
    reminder_rules: Mapped[list["ReminderRule"]] = relationship(
        back_populates="meeting", order_by="ReminderRule.id", cascade="all, delete-orphan"
    )

    __table_args__ = (
        Index("ix_meeting_project", "project_id", "starts_at"),
        Index("ix_meeting_soon", "state", "starts_at"),
        Index("ix_meeting_series", "series_id", "starts_at"),
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def title_for_journal(self):
        return self.title

    @property
    def ends_at(self):
        return self.starts_at + timedelta(minutes=self.minutes_long)

    @property
    def is_of_a_project_that_goes_on(self):
        return self.project.state not in (ProjectState.COMPLETED, ProjectState.ARCHIVED)

    @property
    def invited(self):
        """Those who are invited now; a withdrawn invitation stays as a row."""
        return [row for row in self.participants if row.withdrawn_at is None]

    @property
    def has_notes(self):
        return any(item.notes.strip() for item in self.agenda)

    @property
    def is_known(self):
        """Whether those invited have ever heard of it: it was announced, or they were asked for a day."""
        return self.announced_at is not None or self.polled_at is not None

    def readers_of(self, trigger):
        """Which accounts get a letter when the meeting moves; guests are told by `actions.tell_guests`."""
        is_told = trigger == "announce" or (trigger == "cancel" and self.is_known)
        return {row.user for row in self.invited if row.user} if is_told else set()


class AgendaItem(db.Model):
    """One topic of a meeting, with the minutes it may take, and the notes taken of it.

    `notes_version` grows with every change of the notes, so that two who write at once do not overwrite each other.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(short(200))
    minutes: Mapped[int] = mapped_column(default=10)
    presenter_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    notes: Mapped[str] = mapped_column(LongText, default="")
    notes_version: Mapped[int] = mapped_column(default=0)
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    noted_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    began_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    meeting: Mapped[Meeting] = relationship(back_populates="agenda")
    things: Mapped[list[TopicThing]] = relationship(
        order_by="TopicThing.id", cascade="all, delete-orphan", passive_deletes=True
    )
    presenter: Mapped[User | None] = relationship(foreign_keys=[presenter_id])
    noted_by: Mapped[User | None] = relationship(foreign_keys=[noted_by_id])

    #: Whether it was left for another meeting.
    is_left: Mapped[bool] = column_property(exists().where(PARKED.c.from_item_id == id))

    __table_args__ = (Index("ix_agenda_item_project", "project_id", "meeting_id"),)

    @property
    def is_spoken_of(self):
        return self.began_at is not None and self.ended_at is None

    @property
    def is_begun(self):
        """Whether the meeting came to it, or anything was noted under it."""
        return self.began_at is not None or bool(self.notes)

    def minutes_spoken(self, now):
        """Whole minutes since the topic was begun, until its end or `now`."""
        return ((self.ended_at or now) - self.began_at) // timedelta(minutes=1) if self.began_at else 0


class Participant(db.Model):
    """Somebody invited to a meeting, what they answered, and whether they were there.

    A guest has no account: they are known by their address and read the project's language.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    guest_name: Mapped[str] = mapped_column(short(120), default="")
    guest_address: Mapped[str | None] = mapped_column(short(254))
    invited_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    withdrawn_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    answer: Mapped[Answer | None]
    answered_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    is_by_mail: Mapped[bool] = mapped_column(default=False)  # their calendar sent the answer
    asked_sequence: Mapped[int] = mapped_column(default=0)  # an answer to an older one is for another hour
    attended: Mapped[bool | None]
    is_left_out: Mapped[bool] = mapped_column(default=False)  # the minutes do not go to this guest

    meeting: Mapped[Meeting] = relationship(back_populates="participants")
    user: Mapped[User | None] = relationship(lazy="joined")

    __table_args__ = (
        UniqueConstraint("meeting_id", "user_id"),
        UniqueConstraint("meeting_id", "guest_address"),
        CheckConstraint("(user_id IS NULL) <> (guest_address IS NULL)", name="is_somebody"),
        Index("ix_participant_project", "project_id", "meeting_id"),
    )

    @property
    def is_guest(self):
        return self.user_id is None

    @property
    def full_name(self):
        return self.user.full_name if self.user else self.guest_name or self.guest_address

    @property
    def short_name(self):
        return self.user.short_name if self.user else self.full_name

    @property
    def address(self):
        return self.user.email if self.user else self.guest_address

    @property
    def zone(self):
        return self.user.time_zone if self.user else self.meeting.zone

    @property
    def recipient(self):
        """Who this is in the key of a letter, so that nobody gets the same one twice."""
        return f"user {self.user_id}" if self.user_id else f"guest {self.id}"


class ReminderRule(db.Model):
    """Remind so many minutes before the meeting: everybody, or (with `user_id`) one person by their own wish.

    A person's rule that is off takes the common one of the same lead away from them.
    `due_at` is the instant while its letters are still to be written, and empty before the announcement and after.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    minutes_before: Mapped[int]
    is_off: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str] = mapped_column(short(500), default="")
    due_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime, index=True)

    meeting: Mapped[Meeting] = relationship(back_populates="reminder_rules")

    __table_args__ = (Index("ix_reminder_rule_project", "project_id", "meeting_id"),)

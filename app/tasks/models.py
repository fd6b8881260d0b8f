"""A piece of work in a project."""

from datetime import date, time
from enum import Enum

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, Table, text
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.db import UTCDateTime, db, short
from app.kazakh import sort_kk
from app.projects.models import InProject, Project, Stage
from app.tasks.due import is_late
from app.tasks.labels.models import Label, task_label
from workflows.sentences import p
from workflows.tasks import OPEN, TASK, TaskState

#: Said to the database in these very words, so that it sees that `ix_task_open` holds what is asked for.
IS_OPEN = text("task.deleted_at IS NULL AND task.state IN ({})".format(", ".join(f"'{state.name}'" for state in OPEN)))

IS_UNDATED = text(f"{IS_OPEN} AND task.due IS NULL")
#: Nobody has it in hand.
IS_FREE = text("task.deleted_at IS NULL AND task.assignee_count = 0")
IS_THROWN = text("task.deleted_at IS NOT NULL")
IS_TIMED = text("task.due_at IS NOT NULL")


class Priority(Enum):
    LOW = p("priority", "Low")
    NORMAL = p("priority", "Normal")
    HIGH = p("priority", "High")


class RepeatUnit(Enum):
    DAY = p("repeat", "Days")
    WEEK = p("repeat", "Weeks")
    MONTH = p("repeat", "Months")


def key_of_title(context):
    return sort_kk(context.get_current_parameters()["title"])


assignment = Table(
    "assignment",
    db.metadata,
    Column("task_id", ForeignKey("task.id"), primary_key=True),
    Column("user_id", ForeignKey("user.id"), primary_key=True, index=True),
)


class Task(InProject, db.Model):
    """A piece of work, done by the people assigned to it, in a stage of the project.

    `due_time` is by the clocks of the project's zone, `due_at` the instant that it makes; both are empty where the
    whole day is given. `estimate` is in minutes. One that repeats is followed by its next, `next_id`, once it is done.
    """

    kind = "task"
    letters = "tasks"  # whose templates its moves use
    workflow = TASK

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    stage_id: Mapped[int | None] = mapped_column(ForeignKey("stage.id"))
    title: Mapped[str] = mapped_column(short(200))
    sort_kk: Mapped[bytes] = mapped_column(LargeBinary, default=key_of_title, server_default=text("''"))
    description: Mapped[str] = mapped_column(LongText, default="")
    priority: Mapped[Priority] = mapped_column(default=Priority.NORMAL)
    starts_on: Mapped[date | None]
    due: Mapped[date | None]
    due_time: Mapped[time | None]
    due_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    estimate: Mapped[int | None]
    repeat_every: Mapped[int | None]
    repeat_unit: Mapped[RepeatUnit | None]
    next_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    needs_review: Mapped[bool] = mapped_column(default=False)
    state: Mapped[TaskState] = mapped_column(default=TASK.initial)
    rank: Mapped[str] = mapped_column(short(64))
    assignee_count: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[UTCDateTime] = mapped_column(UTCDateTime)
    done_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    deleted_at: Mapped[UTCDateTime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()

    project: Mapped[Project] = relationship()
    stage: Mapped[Stage | None] = relationship()
    assignees: Mapped[list[User]] = relationship(secondary=assignment, order_by=User.sort_kk)
    labels: Mapped[list[Label]] = relationship(secondary=task_label, order_by=Label.folded)
    created_by: Mapped[User | None] = relationship(foreign_keys=[created_by_id])
    done_by: Mapped[User | None] = relationship(foreign_keys=[done_by_id])

    __table_args__ = (
        Index("ix_task_board", "project_id", "state", "rank", "id"),
        Index("ix_task_due", "project_id", "due", "id"),
        Index("ix_task_open", "project_id", "due", "id", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
        Index("ix_task_open_rank", "project_id", "rank", "id", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
        Index(
            "ix_task_open_stage", "project_id", "stage_id", "rank", "id", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN
        ),
        Index("ix_task_undated", "project_id", "rank", "id", sqlite_where=IS_UNDATED, postgresql_where=IS_UNDATED),
        Index("ix_task_free", "project_id", "rank", "id", sqlite_where=IS_FREE, postgresql_where=IS_FREE),
        Index("ix_task_bin", "project_id", "deleted_at", sqlite_where=IS_THROWN, postgresql_where=IS_THROWN),
        Index("ix_task_purge", "deleted_at", sqlite_where=IS_THROWN, postgresql_where=IS_THROWN),
        Index("ix_task_due_at", "due_at", sqlite_where=IS_TIMED, postgresql_where=IS_TIMED),
        Index("ix_task_stage", "stage_id", "state", "project_id", "rank", "id"),
        Index("ix_task_title", "project_id", "sort_kk", "id"),
        Index("ix_task_priority", "project_id", "priority", "due", "id"),
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def title_for_journal(self):
        return self.title

    @property
    def assignee_ids(self):
        return [person.id for person in self.assignees]

    @property
    def is_open(self):
        return self.state in OPEN

    def is_assigned_to(self, actor):
        return actor.id in self.assignee_ids

    def is_overdue(self, today):
        return is_late(self, today)

    def readers_of(self, trigger):
        """Who gets a letter when the task moves."""
        if trigger == "submit":
            return set(self.project.coordinators)
        return set(self.assignees) if trigger in ("accept", "send_back", "cancel") else set()

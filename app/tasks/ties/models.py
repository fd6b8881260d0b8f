"""Which task waits for which, and which things a task is about."""

from sqlalchemy import Column, ForeignKey, Index, Table

from app.db import db, short

dependency = Table(
    "dependency",
    db.metadata,
    Column("blocker_id", ForeignKey("task.id"), primary_key=True),
    Column("blocked_id", ForeignKey("task.id"), primary_key=True, index=True),
)

task_link = Table(
    "task_link",
    db.metadata,
    Column("task_id", ForeignKey("task.id"), primary_key=True),
    Column("subject_type", short(32), primary_key=True),
    Column("subject_id", db.Integer, primary_key=True, autoincrement=False),
    Index("ix_task_link_subject", "subject_type", "subject_id"),
)

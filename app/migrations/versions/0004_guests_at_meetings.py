"""Guests at meetings, the instants of reminders, and the project of everything that a meeting holds.

Revision ID: 0004
Revises: 0001
"""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

from app.db import UTCDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

PARTS = ("agenda_item", "participant", "reminder_rule")


def upgrade():
    for table in PARTS:
        op.add_column(table, sa.Column("project_id", sa.Integer(), nullable=True))
        fill_project(table)
        with op.batch_alter_table(table) as batch:
            batch.alter_column("project_id", existing_type=sa.Integer(), nullable=False)
            batch.create_foreign_key(f"fk_{table}_project_id_project", "project", ["project_id"], ["id"])
            batch.create_index(f"ix_{table}_project", ["project_id", "meeting_id"])
    with op.batch_alter_table("participant") as batch:
        batch.alter_column("user_id", existing_type=sa.Integer(), nullable=True)
        batch.add_column(sa.Column("guest_name", sa.String(length=120), nullable=False, server_default=""))
        batch.add_column(sa.Column("guest_address", sa.String(length=254), nullable=True))
        batch.create_unique_constraint("uq_participant_meeting_id_guest_address", ["meeting_id", "guest_address"])
        batch.create_check_constraint("is_somebody", "(user_id IS NULL) <> (guest_address IS NULL)")
    with op.batch_alter_table("participant") as batch:
        batch.alter_column("guest_name", existing_type=sa.String(length=120), server_default=None)
    with op.batch_alter_table("reminder_rule") as batch:
        batch.add_column(sa.Column("due_at", UTCDateTime(timezone=True), nullable=True))
        batch.create_index("ix_reminder_rule_due_at", ["due_at"])
    remind_of_what_is_announced()


def fill_project(name):
    """The project of each row is its meeting's."""
    part = sa.table(name, sa.column("project_id"), sa.column("meeting_id"))
    meeting = sa.table("meeting", sa.column("id"), sa.column("project_id"))
    project = sa.select(meeting.c.project_id).where(meeting.c.id == part.c.meeting_id).scalar_subquery()
    op.execute(sa.update(part).values(project_id=project))


def remind_of_what_is_announced():
    """Rules of announced meetings wait for their instant. A letter that is there already is not written again."""
    meeting = sa.table("meeting", sa.column("id"), sa.column("state"), sa.column("starts_at", UTCDateTime))
    rule = sa.table(
        "reminder_rule",
        sa.column("id"),
        sa.column("meeting_id"),
        sa.column("minutes_before"),
        sa.column("due_at", UTCDateTime),
    )
    waiting = (
        sa.select(rule.c.id, rule.c.minutes_before, meeting.c.starts_at)
        .join(meeting, meeting.c.id == rule.c.meeting_id)
        .where(meeting.c.state == "ANNOUNCED")
    )
    connection = op.get_bind()
    for id, minutes, starts_at in connection.execute(waiting).all():
        due_at = starts_at - timedelta(minutes=minutes)
        connection.execute(sa.update(rule).where(rule.c.id == id).values(due_at=due_at))


def downgrade():
    with op.batch_alter_table("reminder_rule") as batch:
        batch.drop_index("ix_reminder_rule_due_at")
        batch.drop_column("due_at")
    op.execute("DELETE FROM participant WHERE user_id IS NULL")
    with op.batch_alter_table("participant") as batch:
        batch.drop_constraint("is_somebody", type_="check")
        batch.drop_constraint("uq_participant_meeting_id_guest_address", type_="unique")
        batch.drop_column("guest_address")
        batch.drop_column("guest_name")
        batch.alter_column("user_id", existing_type=sa.Integer(), nullable=False)
    for table in PARTS:
        with op.batch_alter_table(table) as batch:
            batch.drop_index(f"ix_{table}_project")
            batch.drop_constraint(f"fk_{table}_project_id_project", type_="foreignkey")
            batch.drop_column("project_id")

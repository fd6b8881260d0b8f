"""Meetings that recur.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

from app.db import UTCDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def fk(table, column, other):
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def upgrade():
    op.create_table(
        "meeting_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("rule", sa.String(length=200), nullable=False),
        sa.Column("exceptions", sa.Text(), nullable=False),
        sa.Column("announce_days", sa.Integer(), nullable=False),
        sa.Column("announced_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        fk("meeting_series", "project_id", "project"),
        fk("meeting_series", "created_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_series")),
    )
    op.create_index(op.f("ix_meeting_series_project_id"), "meeting_series", ["project_id"])
    # In one piece, as both databases take it: the table is not made anew for it.
    op.execute(
        "ALTER TABLE meeting ADD COLUMN series_id INTEGER "
        "CONSTRAINT fk_meeting_series_id_meeting_series REFERENCES meeting_series (id)"
    )
    op.add_column("meeting", sa.Column("is_moved_alone", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_meeting_series", "meeting", ["series_id", "starts_at"])


def downgrade():
    op.drop_index("ix_meeting_series", "meeting")
    with op.batch_alter_table("meeting") as table:
        table.drop_constraint("fk_meeting_series_id_meeting_series", type_="foreignkey")
        table.drop_column("is_moved_alone")
        table.drop_column("series_id")
    op.drop_table("meeting_series")

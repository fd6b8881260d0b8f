"""Notices of what concerns a person, and the mark on entries that have been turned into them.

Revision ID: 0014
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

from app.db import UTCDateTime

revision = "0014"
down_revision = "0012"
branch_labels = None
depends_on = None

TOPICS = sa.Enum("MENTIONED", "GIVEN", "SAID", "CHANGED", name="topic", native_enum=False, length=32)


def fk(column, other):
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_notice_{column}_{other}"))


def upgrade():
    op.add_column("user", sa.Column("unread", sa.Integer(), nullable=False, server_default="0"))
    # What was done before is no news: only entries written from now on are turned into notices.
    op.add_column("entry", sa.Column("is_noticed", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("user") as table:
        table.alter_column("unread", server_default=None)
    with op.batch_alter_table("entry") as table:
        table.alter_column("is_noticed", server_default=None)
        table.create_index("ix_entry_noticed", ["is_noticed", "id"])
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("subject_type", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("topic", TOPICS, nullable=False),
        sa.Column("at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("read_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("told_at", UTCDateTime(timezone=True), nullable=True),
        fk("project_id", "project"),
        fk("user_id", "user"),
        fk("entry_id", "entry"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index("uq_notice_entry", "notice", ["user_id", "entry_id"], unique=True)
    op.create_index("ix_notice_read", "notice", ["user_id", "read_at", "id"])
    op.create_index("ix_notice_untold", "notice", ["told_at", "user_id"])
    op.create_index("ix_notice_age", "notice", ["at"])


def downgrade():
    op.drop_table("notice")
    with op.batch_alter_table("entry") as table:
        table.drop_index("ix_entry_noticed")
        table.drop_column("is_noticed")
    with op.batch_alter_table("user") as table:
        table.drop_column("unread")

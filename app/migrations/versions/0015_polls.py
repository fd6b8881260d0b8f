"""Days that are proposed for a meeting, and what those invited say to them.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

from app.db import UTCDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

SUITS = sa.Enum("YES", "IF_NEEDED", "NO", name="suits", native_enum=False, length=32)


def fk(table, column, other):
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def upgrade():
    op.add_column("meeting", sa.Column("polled_at", UTCDateTime(timezone=True), nullable=True))
    op.create_table(
        "slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("starts_wall", sa.DateTime(), nullable=False),
        sa.Column("starts_at", UTCDateTime(timezone=True), nullable=False),
        fk("slot", "project_id", "project"),
        fk("slot", "meeting_id", "meeting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot")),
    )
    op.create_index("uq_slot_start", "slot", ["project_id", "meeting_id", "starts_wall"], unique=True)
    op.create_table(
        "slot_choice",
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("says", SUITS, nullable=False),
        fk("slot_choice", "slot_id", "slot"),
        fk("slot_choice", "participant_id", "participant"),
        fk("slot_choice", "project_id", "project"),
        sa.PrimaryKeyConstraint("slot_id", "participant_id", name=op.f("pk_slot_choice")),
    )
    op.create_index(op.f("ix_slot_choice_participant_id"), "slot_choice", ["participant_id"])


def downgrade():
    op.drop_table("slot_choice")
    op.drop_table("slot")
    with op.batch_alter_table("meeting") as table:
        table.drop_column("polled_at")

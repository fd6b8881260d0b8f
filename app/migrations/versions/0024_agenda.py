"""What topics are about, and the parking place for topics.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

from app.db import UTCDateTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def fk(table, column, other, **how):
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), **how)


def upgrade():
    op.create_table(
        "topic_thing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("subject_type", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=500), nullable=False),
        fk("topic_thing", "item_id", "agenda_item", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_thing")),
        sa.UniqueConstraint(
            "item_id", "subject_type", "subject_id", name=op.f("uq_topic_thing_item_id_subject_type_subject_id")
        ),
    )
    op.create_index("ix_topic_thing_subject", "topic_thing", ["subject_type", "subject_id"])
    op.create_table(
        "parked_topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("presenter_id", sa.Integer(), nullable=True),
        sa.Column("parked_by_id", sa.Integer(), nullable=False),
        sa.Column("parked_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("from_meeting_id", sa.Integer(), nullable=True),
        sa.Column("from_item_id", sa.Integer(), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("dropped_at", UTCDateTime(timezone=True), nullable=True),
        fk("parked_topic", "project_id", "project"),
        fk("parked_topic", "presenter_id", "user"),
        fk("parked_topic", "parked_by_id", "user"),
        fk("parked_topic", "from_meeting_id", "meeting"),
        fk("parked_topic", "from_item_id", "agenda_item", ondelete="SET NULL"),
        fk("parked_topic", "item_id", "agenda_item", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parked_topic")),
        sa.UniqueConstraint("from_item_id", name=op.f("uq_parked_topic_from_item_id")),
    )
    op.create_index(op.f("ix_parked_topic_item_id"), "parked_topic", ["item_id"])
    op.create_index("ix_parked_topic_project", "parked_topic", ["project_id", "id"])
    waits = sa.text("item_id IS NULL AND dropped_at IS NULL")
    op.create_index(
        "ix_parked_topic_waiting", "parked_topic", ["project_id", "id"], sqlite_where=waits, postgresql_where=waits
    )


def downgrade():
    op.drop_table("parked_topic")
    op.drop_table("topic_thing")

"""A meeting's quorum, own words of reminders, notes and clock of each topic, amendments of minutes.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

from app.db import UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

CLOCK = ("noted_at", "began_at", "ended_at")


def upgrade():
    op.add_column("meeting", sa.Column("quorum", sa.Integer(), nullable=True))
    with op.batch_alter_table("reminder_rule") as batch:
        batch.add_column(sa.Column("text", sa.String(length=500), nullable=False, server_default=""))
    with op.batch_alter_table("agenda_item") as batch:
        batch.add_column(sa.Column("notes", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("notes_version", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("noted_by_id", sa.Integer(), nullable=True))
        for name in CLOCK:
            batch.add_column(sa.Column(name, UTCDateTime(timezone=True), nullable=True))
        batch.create_foreign_key("fk_agenda_item_noted_by_id_user", "user", ["noted_by_id"], ["id"])
    op.create_table(
        "amendment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_amendment_created_by_id_user")),
        sa.ForeignKeyConstraint(["minutes_id"], ["minutes.id"], name=op.f("fk_amendment_minutes_id_minutes")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_amendment_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
        sa.UniqueConstraint("minutes_id", "number", name=op.f("uq_amendment_minutes_id_number")),
    )
    op.create_index("ix_amendment_project_id", "amendment", ["project_id"])
    # What is new has its value from the model from now on.
    with op.batch_alter_table("reminder_rule") as batch:
        batch.alter_column("text", existing_type=sa.String(length=500), server_default=None)
    with op.batch_alter_table("agenda_item") as batch:
        batch.alter_column("notes", existing_type=sa.Text(), server_default=None)
        batch.alter_column("notes_version", existing_type=sa.Integer(), server_default=None)


def downgrade():
    op.drop_table("amendment")
    with op.batch_alter_table("agenda_item") as batch:
        batch.drop_constraint("fk_agenda_item_noted_by_id_user", type_="foreignkey")
        for name in ("notes", "notes_version", "noted_by_id", *CLOCK):
            batch.drop_column(name)
    with op.batch_alter_table("reminder_rule") as batch:
        batch.drop_column("text")
    op.drop_column("meeting", "quorum")

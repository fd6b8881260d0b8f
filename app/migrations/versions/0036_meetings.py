"""Guests whom the minutes do not go to, proposed hours that come twice, and meetings whose day is still open.

Revision ID: 0036
Revises: 0035b
"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035b"
branch_labels = None
depends_on = None

NEW = (("participant", "is_left_out"), ("meeting", "is_day_open"))
#: Without their instants the second of two equal hours cannot be told from the first.
FORGET_CHOICES = """DELETE FROM slot_choice WHERE slot_id IN (
    SELECT later.id FROM slot AS later JOIN slot AS first ON first.meeting_id = later.meeting_id
    AND first.starts_wall = later.starts_wall AND first.id < later.id)"""
FORGET_SECOND = """DELETE FROM slot WHERE id IN (
    SELECT later.id FROM slot AS later JOIN slot AS first ON first.meeting_id = later.meeting_id
    AND first.starts_wall = later.starts_wall AND first.id < later.id)"""


def upgrade():
    for table, name in NEW:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
        with op.batch_alter_table(table) as batch:
            batch.alter_column(name, server_default=None)
    op.drop_index("uq_slot_start", "slot")
    op.create_index("uq_slot_start", "slot", ["project_id", "meeting_id", "starts_at"], unique=True)


def downgrade():
    op.execute(FORGET_CHOICES)
    op.execute(FORGET_SECOND)
    op.drop_index("uq_slot_start", "slot")
    op.create_index("uq_slot_start", "slot", ["project_id", "meeting_id", "starts_wall"], unique=True)
    for table, name in reversed(NEW):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(name)

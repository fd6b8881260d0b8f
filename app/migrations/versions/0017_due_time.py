"""Tasks may be due at a time of their day.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

from app.db import UTCDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

IS_TIMED = sa.text("task.due_at IS NOT NULL")


def upgrade():
    op.add_column("task", sa.Column("due_time", sa.Time(), nullable=True))
    op.add_column("task", sa.Column("due_at", UTCDateTime(timezone=True), nullable=True))
    op.create_index("ix_task_due_at", "task", ["due_at"], sqlite_where=IS_TIMED, postgresql_where=IS_TIMED)


def downgrade():
    op.drop_index("ix_task_due_at", "task")
    op.drop_column("task", "due_at")
    op.drop_column("task", "due_time")

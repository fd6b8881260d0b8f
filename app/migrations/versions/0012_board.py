"""The board: limits of its columns, and one order of all open cards

Revision ID: 0012
Revises: 0011
Create Date: 2026-11-27

"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

IS_OPEN = sa.text("task.deleted_at IS NULL AND task.state IN ('TODO', 'DOING', 'IN_REVIEW')")


def upgrade():
    op.add_column("project", sa.Column("board_limits", sa.JSON(), nullable=False, server_default="{}"))
    op.create_index(
        "ix_task_open_rank",
        "task",
        ["project_id", "rank", "id"],
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    )


def downgrade():
    op.drop_index("ix_task_open_rank", "task")
    op.drop_column("project", "board_limits")

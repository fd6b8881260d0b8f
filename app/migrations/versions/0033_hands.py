"""How many people a task is given to, and the indexes of boards by stage, week and person.

Revision ID: 0033
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

IS_OPEN = sa.text("task.deleted_at IS NULL AND task.state IN ('TODO', 'DOING', 'IN_REVIEW')")
IS_UNDATED = sa.text(f"{IS_OPEN} AND task.due IS NULL")
IS_FREE = sa.text("task.deleted_at IS NULL AND task.assignee_count = 0")
COUNT = "UPDATE task SET assignee_count = (SELECT count(*) FROM assignment WHERE assignment.task_id = task.id)"


def upgrade():
    op.add_column("task", sa.Column("assignee_count", sa.Integer(), nullable=False, server_default="0"))
    op.execute(COUNT)
    by_rank, by_stage = ["project_id", "rank", "id"], ["project_id", "stage_id", "rank", "id"]
    op.create_index("ix_task_free", "task", by_rank, sqlite_where=IS_FREE, postgresql_where=IS_FREE)
    op.create_index("ix_task_undated", "task", by_rank, sqlite_where=IS_UNDATED, postgresql_where=IS_UNDATED)
    op.create_index("ix_task_open_stage", "task", by_stage, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN)
    op.drop_index("ix_task_stage", "task")
    op.create_index("ix_task_stage", "task", ["stage_id", "state", "project_id", "rank", "id"])


def downgrade():
    op.drop_index("ix_task_stage", "task")
    op.create_index("ix_task_stage", "task", ["stage_id", "state"])
    op.drop_index("ix_task_open_stage", "task")
    op.drop_index("ix_task_undated", "task")
    op.drop_index("ix_task_free", "task")
    with op.batch_alter_table("task") as task:
        task.drop_column("assignee_count")

"""Tasks by title and by priority, filters under a name, changes of many tasks at once.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

from app.db import UTCDateTime
from app.kazakh import sort_kk

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TASK = sa.table("task", sa.column("id"), sa.column("title"), sa.column("sort_kk"))
AT_ONCE = 1000


def upgrade():
    op.add_column("task", sa.Column("sort_kk", sa.LargeBinary(), server_default=sa.text("''"), nullable=False))
    fill_sort_keys()
    op.create_index("ix_task_title", "task", ["project_id", "sort_kk", "id"])
    op.create_index("ix_task_priority", "task", ["project_id", "priority", "due", "id"])
    op.create_table(
        "saved_filter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("query", sa.String(length=500), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_saved_filter_project_id_project")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_saved_filter_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filter")),
    )
    op.create_index("ix_saved_filter_project", "saved_filter", ["project_id", "user_id"])
    op.create_table(
        "batch",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("undone_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_batch_project_id_project")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_batch_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )
    op.create_index("ix_batch_project", "batch", ["project_id", "at"])


def fill_sort_keys():
    """The place of each title in the order of the Kazakh alphabet, some thousand tasks at a time."""
    connection, last = op.get_bind(), 0
    while True:
        query = sa.select(TASK.c.id, TASK.c.title).where(TASK.c.id > last).order_by(TASK.c.id).limit(AT_ONCE)
        found = connection.execute(query).all()
        if not found:
            return
        keys = [{"task_id": row.id, "key": sort_kk(row.title)} for row in found]
        update = sa.update(TASK).where(TASK.c.id == sa.bindparam("task_id")).values(sort_kk=sa.bindparam("key"))
        connection.execute(update, keys)
        last = found[-1].id


def downgrade():
    op.drop_table("batch")
    op.drop_table("saved_filter")
    op.drop_index("ix_task_priority", "task")
    op.drop_index("ix_task_title", "task")
    with op.batch_alter_table("task") as batch:
        batch.drop_column("sort_kk")

"""What was thrown away is found without reading what was not.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

INDEXES = (
    ("ix_task_bin", "task", ["project_id", "deleted_at"]),
    ("ix_task_purge", "task", ["deleted_at"]),
    ("ix_comment_purge", "comment", ["deleted_at"]),
)


def upgrade():
    for name, table, columns in INDEXES:
        is_thrown = sa.text(f"{table}.deleted_at IS NOT NULL")
        op.create_index(name, table, columns, sqlite_where=is_thrown, postgresql_where=is_thrown)


def downgrade():
    for name, table, _columns in reversed(INDEXES):
        op.drop_index(name, table)

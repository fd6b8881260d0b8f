"""Stored files are read again once a month: when each was, beginning with the day it came.

Revision ID: 0016
Revises: 0015
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("UPDATE file SET checked_at = created_at WHERE checked_at IS NULL AND sha256 IS NOT NULL")
    op.create_index("ix_file_checked", "file", ["check_failed", "checked_at"])


def downgrade():
    op.drop_index("ix_file_checked", table_name="file")

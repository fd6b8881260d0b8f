"""Recordings are looked into, and transcripts know what they write down.

Revision ID: 0030
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("file") as batch:
        batch.add_column(sa.Column("recording_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(batch.f("fk_file_recording_id_file"), "file", ["recording_id"], ["id"])
        batch.create_index("ix_file_recording", ["recording_id"])
    # What came before it was known how to look into it waits for the worker now.
    op.execute(
        "UPDATE file SET preview = 'WAITING' WHERE preview = 'NONE' AND state = 'STORED' AND of_id IS NULL "
        "AND access <> 'closed' AND subject_type <> 'job' AND (media_type LIKE 'audio/%' OR media_type LIKE 'video/%' "
        "OR media_type = 'application/pdf')"
    )


def downgrade():
    with op.batch_alter_table("file") as batch:
        batch.drop_index("ix_file_recording")
        batch.drop_constraint(batch.f("fk_file_recording_id_file"), type_="foreignkey")
        batch.drop_column("recording_id")

"""The words in files are found.

Revision ID: 0030b
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = "0030b"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_passage_project_id_project")),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], name=op.f("fk_passage_file_id_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
    )
    with op.batch_alter_table("passage") as batch:
        batch.create_index(batch.f("ix_passage_project_id"), ["project_id"])
        batch.create_index(batch.f("ix_passage_file_id"), ["file_id"])
    # What came before its words were looked for waits for the worker now.
    op.execute(
        "UPDATE file SET preview = 'WAITING' WHERE preview = 'NONE' AND state = 'STORED' AND of_id IS NULL "
        "AND access <> 'closed' AND subject_type <> 'job' AND media_type LIKE 'text/%'"
    )


def downgrade():
    op.execute("DELETE FROM search_entry WHERE subject_type = 'passage'")
    op.drop_table("passage")

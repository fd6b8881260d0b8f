"""Likely doubles of files, and how much room the files of a project may take.

Revision ID: 0032
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

NOT_COMPARED = sa.text("width IS NOT NULL AND likeness IS NULL")
USED = """
UPDATE project SET used_bytes = (
  SELECT COALESCE(SUM(size), 0) FROM file WHERE file.project_id = project.id AND file.deleted_at IS NULL
  AND file.subject_type <> 'job' AND file.role NOT IN ('THUMBNAIL', 'ACCESS_COPY')
) + (SELECT COALESCE(SUM(size), 0) FROM upload WHERE upload.project_id = project.id)
"""
# What has come in parts is counted by its upload until it hangs on something; only this release knows the difference.
FORGET_PENDING = "UPDATE file SET size = 0 WHERE state = 'PENDING' AND deleted_at IS NULL"


def upgrade():
    op.add_column("file", sa.Column("likeness", sa.String(16), nullable=True))
    op.create_index("ix_file_not_compared", "file", ["id"], sqlite_where=NOT_COMPARED, postgresql_where=NOT_COMPARED)
    op.create_table(
        "double",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("differs", sa.Integer(), nullable=True),
        sa.Column("is_meant", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], name="fk_double_file_id_file", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other_id"], ["file.id"], name="fk_double_other_id_file", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("file_id", "other_id", name="pk_double"),
    )
    op.create_index("ix_double_other_id", "double", ["other_id"])
    op.create_table(
        "band",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_band_project_id_project"),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], name="fk_band_file_id_file", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("project_id", "value", "file_id", name="pk_band"),
    )
    op.create_index("ix_band_file_id", "band", ["file_id"])
    op.add_column("project", sa.Column("room", sa.BigInteger(), nullable=True))
    op.add_column("project", sa.Column("used_bytes", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute(FORGET_PENDING)
    op.execute(USED)
    with op.batch_alter_table("project") as project:
        project.alter_column("used_bytes", server_default=None)


def downgrade():
    with op.batch_alter_table("project") as project:
        project.drop_column("used_bytes")
        project.drop_column("room")
    op.drop_table("band")
    op.drop_table("double")
    op.drop_index("ix_file_not_compared", table_name="file")
    with op.batch_alter_table("file") as file:
        file.drop_column("likeness")

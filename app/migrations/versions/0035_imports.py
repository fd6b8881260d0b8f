"""Parts of imports that the worker carries out, and the work on a table.

Revision ID: 0035
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("batch") as batch:
        batch.add_column(sa.Column("job_id", sa.Integer(), nullable=True))
        batch.create_foreign_key("fk_batch_job_id_job", "job", ["job_id"], ["id"])
        batch.create_index("ix_batch_kind", ["kind", "at"])
    op.create_table(
        "batch_part",
        sa.Column("batch_id", sa.String(32), nullable=False),
        sa.Column("last", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_undone", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name="fk_batch_part_batch_id_batch", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("batch_id", "last", name="pk_batch_part"),
    )


def downgrade():
    op.drop_table("batch_part")
    with op.batch_alter_table("batch") as batch:
        batch.drop_index("ix_batch_kind")
        batch.drop_constraint("fk_batch_job_id_job", type_="foreignkey")
        batch.drop_column("job_id")

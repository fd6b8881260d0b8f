"""Files that tables name for their materials.

Revision ID: 0035b
Revises: 0035
"""

import sqlalchemy as sa
from alembic import op

revision = "0035b"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "named_file",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("material_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("batch_id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_named_file_project_id_project"),
        sa.ForeignKeyConstraint(
            ["material_id"], ["material.id"], name="fk_named_file_material_id_material", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("project_id", "key", "material_id", name="pk_named_file"),
    )
    op.create_index("ix_named_file_material", "named_file", ["material_id"])
    op.create_index("ix_named_file_batch", "named_file", ["batch_id"])


def downgrade():
    op.drop_table("named_file")

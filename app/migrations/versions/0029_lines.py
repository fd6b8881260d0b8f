"""Materials remember the line of a table that they came from.

Revision ID: 0029
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("material") as table:
        table.add_column(sa.Column("import_key", sa.String(64), nullable=True))
        table.create_index("ix_material_import_key", ["project_id", "import_key"])


def downgrade():
    with op.batch_alter_table("material") as table:
        table.drop_index("ix_material_import_key")
        table.drop_column("import_key")

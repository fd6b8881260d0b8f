"""A set of materials has an order of its own.

Revision ID: 0039
Revises: 0038
"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("set_item", sa.Column("position", sa.Integer(), nullable=True))
    # Until now the latest came first.
    op.execute("UPDATE set_item SET position = -material_id")
    with op.batch_alter_table("set_item") as batch:
        batch.alter_column("position", existing_type=sa.Integer(), nullable=False)
    op.create_index("ix_set_item_position", "set_item", ["project_id", "set_id", "position"])


def downgrade():
    op.drop_index("ix_set_item_position", table_name="set_item")
    with op.batch_alter_table("set_item") as batch:
        batch.drop_column("position")

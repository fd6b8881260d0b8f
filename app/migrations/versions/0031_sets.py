"""Working sets of materials, and searches of materials kept beside filters of tasks.

Revision ID: 0031
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

from app.db import UTCDateTime

revision = "0031"
down_revision = "0030b"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("saved_filter", sa.Column("place", sa.String(16), server_default="tasks", nullable=False))
    op.create_table(
        "working_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("chosen_by_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(60), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_working_set_project_id_project"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_working_set_user_id_user"),
        sa.ForeignKeyConstraint(["chosen_by_id"], ["user.id"], name="fk_working_set_chosen_by_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_working_set"),
    )
    op.create_index("ix_working_set_project", "working_set", ["project_id", "user_id"])
    op.create_index("uq_working_set_chosen", "working_set", ["project_id", "chosen_by_id"], unique=True)
    op.create_table(
        "set_item",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("material_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_set_item_project_id_project"),
        sa.ForeignKeyConstraint(
            ["set_id"], ["working_set.id"], name="fk_set_item_set_id_working_set", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["material_id"], ["material.id"], name="fk_set_item_material_id_material", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("project_id", "set_id", "material_id", name="pk_set_item"),
    )
    op.create_index("ix_set_item_material", "set_item", ["material_id"])


def downgrade():
    op.drop_table("set_item")
    op.drop_table("working_set")
    op.execute("DELETE FROM saved_filter WHERE place <> 'tasks'")
    with op.batch_alter_table("saved_filter") as batch:
        batch.drop_column("place")

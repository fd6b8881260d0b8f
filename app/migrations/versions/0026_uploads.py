"""Files that come in parts.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

from app.db import UTCDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "upload",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("declared_type", sa.String(120), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("modified", sa.BigInteger(), nullable=True),
        sa.Column("arrived", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=True),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_upload_project_id_project"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_upload_user_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_upload"),
    )
    op.create_index("ix_upload_project", "upload", ["project_id"])
    op.create_index("ix_upload_place", "upload", ["user_id", "place"])
    op.create_index("ix_upload_expires", "upload", ["expires_at"])


def downgrade():
    op.drop_table("upload")

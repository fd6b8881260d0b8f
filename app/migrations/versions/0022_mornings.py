"""When a person is reminded of tasks next.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

from app.db import UTCDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("user", sa.Column("morning_at", UTCDateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_user_morning_at"), "user", ["morning_at"])


def downgrade():
    op.drop_index(op.f("ix_user_morning_at"), "user")
    op.drop_column("user", "morning_at")

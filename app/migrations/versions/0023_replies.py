"""Answers that calendars send by mail: how far their mailbox is read, and which answers came so.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

from app.db import UTCDateTime

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

#: Those invited to a meeting that was moved were asked anew; answers to what it was before do not count.
ASKED_ANEW = """UPDATE participant SET asked_sequence = (SELECT sequence FROM meeting WHERE meeting.id = meeting_id)
    WHERE meeting_id IN (SELECT id FROM meeting WHERE rescheduled_at IS NOT NULL)"""


def upgrade():
    op.create_table(
        "reply_mailbox",
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("uid_validity", sa.BigInteger(), nullable=False),
        sa.Column("last_uid", sa.BigInteger(), nullable=False),
        sa.Column("trying_uid", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claim_no", sa.Integer(), nullable=False),
        sa.Column("lease_until", UTCDateTime(timezone=True), nullable=True),
        sa.Column("read_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_reply_mailbox")),
    )
    with op.batch_alter_table("participant") as batch:
        batch.add_column(sa.Column("is_by_mail", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("asked_sequence", sa.Integer(), nullable=False, server_default="0"))
    op.execute(ASKED_ANEW)
    with op.batch_alter_table("participant") as batch:
        batch.alter_column("is_by_mail", server_default=None)
        batch.alter_column("asked_sequence", server_default=None)


def downgrade():
    with op.batch_alter_table("participant") as batch:
        batch.drop_column("asked_sequence")
        batch.drop_column("is_by_mail")
    op.drop_table("reply_mailbox")

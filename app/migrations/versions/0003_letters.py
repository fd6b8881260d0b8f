"""Letters: longer keys, the way each attempt went, limits; forms remember what was in them."""

import sqlalchemy as sa
from alembic import op

from app.db import UTCDateTime

# revision identifiers, used by Alembic.
revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LETTER = sa.table("letter", sa.column("project_id"), sa.column("about"))


def upgrade():
    with op.batch_alter_table("form_key", schema=None) as batch_op:
        batch_op.add_column(sa.Column("digest", sa.String(length=64), nullable=False, server_default=""))
    with op.batch_alter_table("form_key", schema=None) as batch_op:
        batch_op.alter_column("digest", existing_type=sa.String(length=64), server_default=None)
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.add_column(sa.Column("channel", sa.String(length=300), nullable=False, server_default=""))
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.alter_column("channel", existing_type=sa.String(length=300), server_default=None)
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.alter_column("dedupe_key", existing_type=sa.String(length=200), type_=sa.String(length=400))
        batch_op.create_index("ix_letter_user", ["user_id", "id"], unique=False)
        batch_op.create_index("ix_letter_address", ["address", "state"], unique=False)
    op.create_table(
        "mail_rate",
        sa.Column("what", sa.String(length=254), nullable=False),
        sa.Column("minute", UTCDateTime(timezone=True), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("what", "minute", name=op.f("pk_mail_rate")),
    )
    # An invitation is its reader's own affair: like a sign-in link it belongs to no project's letters.
    op.execute(sa.update(LETTER).where(LETTER.c.about == "workgroup/invite").values(project_id=None))


def downgrade():
    op.drop_table("mail_rate")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_index("ix_letter_address")
        batch_op.drop_index("ix_letter_user")
        batch_op.alter_column("dedupe_key", existing_type=sa.String(length=400), type_=sa.String(length=200))
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_column("channel")
    with op.batch_alter_table("form_key", schema=None) as batch_op:
        batch_op.drop_column("digest")

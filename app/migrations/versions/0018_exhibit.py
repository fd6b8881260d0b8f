"""Whether a project has an online exhibition, and when its materials came before the public or left it.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

from app.db import UTCDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

#: Of what was published before, the journal knows when.
FROM_THE_JOURNAL = """
UPDATE material SET public_at = COALESCE(
    (SELECT MAX(entry.at) FROM entry WHERE entry.subject_type = 'material' AND entry.subject_id = material.id
     AND entry.kind IN ('material/publish', 'material/withdraw')),
    accepted_at, created_at)
WHERE state IN ('PUBLISHED', 'WITHDRAWN')
"""


def upgrade():
    op.add_column("project", sa.Column("exhibit_since", UTCDateTime(timezone=True), nullable=True))
    op.add_column("material", sa.Column("public_at", UTCDateTime(timezone=True), nullable=True))
    op.add_column("material", sa.Column("copies_wanted", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_material_public", "material", ["public_at", "id"])
    op.create_index("ix_material_copies", "material", ["copies_wanted", "id"])
    op.execute(FROM_THE_JOURNAL)


def downgrade():
    op.drop_index("ix_material_copies", "material")
    op.drop_index("ix_material_public", "material")
    with op.batch_alter_table("material") as table:
        table.drop_column("copies_wanted")
        table.drop_column("public_at")
    with op.batch_alter_table("project") as table:
        table.drop_column("exhibit_since")

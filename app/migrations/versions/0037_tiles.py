"""Large pictures are cut into parts for a closer look.

Revision ID: 0037
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0033"
branch_labels = None
depends_on = None

NOT_CUT = sa.text("zoom = 'WAITING'")
# As large as a small picture.
LARGE = 480


def upgrade():
    state = sa.Enum("WAITING", "MADE", "NONE", name="previewstate", native_enum=False, length=32)
    op.add_column("file", sa.Column("zoom", state, nullable=True))
    op.create_index("ix_file_not_cut", "file", ["id"], sqlite_where=NOT_CUT, postgresql_where=NOT_CUT)
    of_pictures = "state = 'STORED' AND of_id IS NULL AND deleted_at IS NULL AND media_type LIKE 'image/%'"
    op.execute(
        f"UPDATE file SET zoom = 'WAITING' WHERE {of_pictures} AND preview = 'MADE' "  # nosec B608
        f"AND (width > {LARGE} OR height > {LARGE})"
    )
    # Of what had too many pixels nothing is known yet: it is looked into once more.
    op.execute(
        f"UPDATE file SET preview = 'WAITING' WHERE {of_pictures} AND preview = 'NONE' "  # nosec B608
        "AND access <> 'closed' AND subject_type <> 'job'"
    )


def downgrade():
    op.execute("DELETE FROM file WHERE role = 'TILES'")
    op.drop_index("ix_file_not_cut", table_name="file")
    with op.batch_alter_table("file") as batch:
        batch.drop_column("zoom")

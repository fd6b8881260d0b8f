"""The pages of PDFs are read.

Revision ID: 0034
Revises: 0033
"""

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade():
    # What came before it was known how to leaf through it waits for the worker now.
    op.execute(
        "UPDATE file SET preview = 'WAITING' WHERE preview = 'NONE' AND state = 'STORED' AND deleted_at IS NULL "
        "AND of_id IS NULL AND access <> 'closed' AND subject_type <> 'job' AND media_type = 'application/pdf'"
    )


def downgrade():
    # Pages are a role of which nothing was known before; their bytes go as those without a row do.
    op.execute("DELETE FROM file WHERE role = 'PAGES'")
    op.execute(
        "DELETE FROM search_entry WHERE subject_type = 'passage' AND subject_id IN (SELECT passage.id FROM passage "
        "JOIN file ON file.id = passage.file_id WHERE file.media_type = 'application/pdf')"
    )
    op.execute("DELETE FROM passage WHERE file_id IN (SELECT id FROM file WHERE media_type = 'application/pdf')")

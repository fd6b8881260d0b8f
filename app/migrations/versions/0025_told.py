"""When what everybody may know of a material last changed: for who harvests, empty while it never was on show.

Revision ID: 0025
Revises: 0024
"""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

#: What was published before its exhibition was opened came before the public with it.
SINCE_THE_OPENING = """
UPDATE material SET public_at = (SELECT project.exhibit_since FROM project WHERE project.id = material.project_id)
WHERE public_at IS NOT NULL AND public_at < (
    SELECT project.exhibit_since FROM project WHERE project.id = material.project_id)
AND state = 'PUBLISHED'
"""
#: What left, or where nobody sees anything, may never have been seen: nothing is told of it.
NEVER_SEEN = """
UPDATE material SET public_at = NULL
WHERE public_at IS NOT NULL AND (state <> 'PUBLISHED' OR EXISTS (
    SELECT 1 FROM project WHERE project.id = material.project_id AND project.exhibit_since IS NULL))
AND NOT EXISTS (
    SELECT 1 FROM project WHERE project.id = material.project_id AND project.exhibit_since < material.public_at)
"""


def upgrade():
    op.execute(SINCE_THE_OPENING)
    op.execute(NEVER_SEEN)
    op.create_index("ix_material_told", "material", ["project_id", "public_at", "id"])


def downgrade():
    op.drop_index("ix_material_told", "material")

"""Passages of files are found by an index of their own, and PostgreSQL keeps the lexemes that it looks at.

Revision ID: 0038
Revises: 0037
"""

import sqlalchemy as sa
from alembic import op

from app.searched import index_of

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

OF_PASSAGES = "subject_type = 'passage'"


def upgrade():
    take_words_to_passages()
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in index_of("passage", "passage_words")["sqlite" if on_sqlite else "postgresql"]:
        op.execute(statement)
    op.drop_index("ix_search_entry_project_id", table_name="search_entry")
    op.create_index("ix_search_entry_newest", "search_entry", ["project_id", "subject_type", "id"])
    if on_sqlite:
        op.execute("INSERT INTO passage_words(passage_words) VALUES ('rebuild')")
        return
    # A new installation has had the column since its first migration.
    op.execute("DROP INDEX ix_search_entry_words")
    op.execute("ALTER TABLE search_entry DROP COLUMN IF EXISTS words")
    for statement in index_of("search_entry", "search_words")["postgresql"]:
        op.execute(statement)
    op.execute("ANALYZE search_entry, passage")


def take_words_to_passages():
    for name in ("exact", "folded"):
        op.add_column("passage", sa.Column(name, sa.Text(), nullable=True))
    own = f"FROM search_entry WHERE {OF_PASSAGES} AND subject_id = passage.id"
    exact, folded = (f"COALESCE((SELECT {name} {own}), '')" for name in ("exact", "folded"))  # nosec B608
    op.execute(f"UPDATE passage SET exact = {exact}, folded = {folded}")  # nosec B608
    op.execute(f"DELETE FROM search_entry WHERE {OF_PASSAGES}")  # nosec B608
    with op.batch_alter_table("passage") as batch:
        for name in ("exact", "folded"):
            batch.alter_column(name, existing_type=sa.Text(), nullable=False)


def downgrade():
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if on_sqlite:
        for when in ("added", "removed", "changed"):
            op.execute(f"DROP TRIGGER passage_{when}")
        op.execute("DROP TABLE passage_words")
    else:
        op.execute("DROP INDEX ix_passage_words")
        op.execute("ALTER TABLE passage DROP COLUMN words")
        op.execute("DROP INDEX ix_search_entry_words")
        op.execute("ALTER TABLE search_entry DROP COLUMN words")
        op.execute("CREATE INDEX ix_search_entry_words ON search_entry USING gin (to_tsvector('simple', folded))")
    op.drop_index("ix_search_entry_newest", table_name="search_entry")
    op.create_index("ix_search_entry_project_id", "search_entry", ["project_id"])
    op.execute(
        "INSERT INTO search_entry (subject_type, subject_id, project_id, exact, folded) "
        "SELECT 'passage', id, project_id, exact, folded FROM passage ORDER BY id"
    )
    with op.batch_alter_table("passage") as batch:
        batch.drop_column("exact")
        batch.drop_column("folded")

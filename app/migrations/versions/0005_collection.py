"""The collection: folded names, the project in what materials are about, how many accepted materials are about each

Revision ID: 0005
Revises: 0001
Create Date: 2026-11-27

"""

import sqlalchemy as sa
from alembic import op

from app.text import fold_start

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SUBJECTS = ("person", "event")
ACCEPTED = "'ACCEPTED', 'CLEARED', 'PUBLISHED'"
COUNTS = (
    "SELECT project_id, 'genres', genre || ':' || state, count(*) FROM material WHERE deleted_at IS NULL "
    "GROUP BY project_id, genre, state",
    "SELECT project_id, 'with_rights', '', count(*) FROM material WHERE deleted_at IS NULL AND rights_uri <> '' "
    "GROUP BY project_id",
)


def upgrade():
    fold_texts()
    for kind in SUBJECTS:
        say_the_project(kind)
        count_materials(kind)
    for counted in COUNTS:
        op.execute(f"INSERT INTO tally (project_id, what, key, n) {counted}")
    op.execute(
        "UPDATE file SET deleted_at = (SELECT whole.deleted_at FROM file whole WHERE whole.id = file.of_id) "
        "WHERE of_id IS NOT NULL AND deleted_at IS NULL"
    )


def fold_texts():
    op.add_column("text", sa.Column("folded", sa.String(200), nullable=False, server_default=""))
    text = sa.table("text", *map(sa.column, ("subject_type", "subject_id", "field", "language", "text", "folded")))
    keys = (text.c.subject_type, text.c.subject_id, text.c.field, text.c.language)
    connection = op.get_bind()
    for *key, words in connection.execute(sa.select(*keys, text.c.text)).all():
        same = (column == value for column, value in zip(keys, key, strict=True))
        connection.execute(text.update().where(*same).values(folded=fold_start(words)))
    op.create_index("ix_text_folded", "text", ["subject_type", "field", "folded"])


def say_the_project(kind):
    table = f"material_{kind}"
    with op.batch_alter_table(table) as batch:
        batch.add_column(sa.Column("project_id", sa.Integer(), nullable=True))
    op.execute(
        f"UPDATE {table} SET project_id = (SELECT material.project_id FROM material "  # nosec B608  # names are ours
        f"WHERE material.id = {table}.material_id)"
    )
    with op.batch_alter_table(table) as batch:
        batch.alter_column("project_id", existing_type=sa.Integer(), nullable=False)
        batch.create_foreign_key(f"fk_{table}_project_id_project", "project", ["project_id"], ["id"])
        batch.drop_index(f"ix_{table}_{kind}_id")
        batch.create_index(f"ix_{table}_{kind}", ["project_id", f"{kind}_id", "material_id"])


def count_materials(kind):
    # SQLite cannot make this table anew while others point at it, so the column is added, and keeps its default.
    op.add_column(kind, sa.Column("material_count", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        f"UPDATE {kind} SET material_count = (SELECT count(*) FROM material_{kind} about "  # nosec B608  # names are ours
        f"JOIN material ON material.id = about.material_id WHERE about.{kind}_id = {kind}.id "
        f"AND material.deleted_at IS NULL AND material.state IN ({ACCEPTED}))"
    )


def downgrade():
    op.execute("DELETE FROM tally WHERE what IN ('genres', 'with_rights')")
    for kind in SUBJECTS:
        op.drop_column(kind, "material_count")
        table = f"material_{kind}"
        with op.batch_alter_table(table) as batch:
            batch.drop_index(f"ix_{table}_{kind}")
            batch.create_index(f"ix_{table}_{kind}_id", [f"{kind}_id"])
            batch.drop_constraint(f"fk_{table}_project_id_project", type_="foreignkey")
            batch.drop_column("project_id")
    op.drop_index("ix_text_folded", "text")
    op.drop_column("text", "folded")

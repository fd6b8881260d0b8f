"""Materials by decade, collector, language, rights, and how many there are of each.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

from app.historic_dates import decade_of

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

MATERIAL = sa.table("material", sa.column("id"), sa.column("edtf"), sa.column("decade"))
AT_ONCE = 1000
BY = {"genre": "genre", "decade": "decade", "collector": "collector_id", "language": "language", "rights": "rights_uri"}
#: What is counted under each facet of the table; kinds and states stand in the tally.
KEYS = {
    "decade": "coalesce(cast(decade AS varchar(200)), '')",
    "collector": "cast(collector_id AS varchar(200))",
    "language": "language",
    "rights": "rights_uri",
}


def upgrade():
    op.add_column("material", sa.Column("decade", sa.Integer(), nullable=True))
    fill_decades()
    for name, column in BY.items():
        op.create_index(f"ix_material_{name}", "material", ["project_id", column, "id"])
    op.create_table(
        "facet_count",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_facet_count_project_id_project")),
        sa.PrimaryKeyConstraint("project_id", "what", "key", name=op.f("pk_facet_count")),
    )
    op.create_index("ix_facet_count_n", "facet_count", ["project_id", "what", "n"])
    count_materials()


def fill_decades():
    connection, last = op.get_bind(), 0
    while True:
        query = sa.select(MATERIAL.c.id, MATERIAL.c.edtf).where(MATERIAL.c.id > last).order_by(MATERIAL.c.id)
        found = connection.execute(query.limit(AT_ONCE)).all()
        if not found:
            return
        if dated := [{"material_id": row.id, "begins": decade_of(row.edtf)} for row in found if row.edtf]:
            update = sa.update(MATERIAL).where(MATERIAL.c.id == sa.bindparam("material_id"))
            connection.execute(update.values(decade=sa.bindparam("begins")), dated)
        last = found[-1].id


def count_materials():
    into = "INSERT INTO facet_count (project_id, what, key, n) "
    for facet, key in KEYS.items():
        op.execute(
            f"{into} SELECT project_id, '{facet}', {key}, count(*) FROM material "  # nosec B608  # names are ours
            f"WHERE deleted_at IS NULL GROUP BY project_id, {key}"
        )
    for kind in ("person", "event", "place"):
        op.execute(
            f"{into} SELECT about.project_id, '{kind}', cast(about.{kind}_id AS varchar(200)), "  # nosec B608
            f"count(*) FROM material_{kind} about JOIN material ON material.id = about.material_id "
            f"WHERE material.deleted_at IS NULL GROUP BY about.project_id, about.{kind}_id"
        )


def downgrade():
    op.drop_table("facet_count")
    for name in BY:
        op.drop_index(f"ix_material_{name}", "material")
    with op.batch_alter_table("material") as batch:
        batch.drop_column("decade")

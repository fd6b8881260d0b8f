"""Persons, events and places with their names, relations, sources and numbers in other catalogues

Revision ID: 0008
Revises: 0007
Create Date: 2026-11-27

"""

import sqlalchemy as sa
from alembic import op

from app.db import UTCDateTime
from app.text import fold_start

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "place",
        sa.Column("former", sa.JSON(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("part_of_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("authorities", sa.JSON(), nullable=False),
        sa.Column("material_count", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["part_of_id"], ["place.id"], name=op.f("fk_place_part_of_id_place")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_place_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_project_id"), ["project_id"], unique=False)

    op.create_table(
        "person_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "form",
            sa.Enum("MAIN", "BIRTH", "PEN", "FORMER", "MONASTIC", name="nameform", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("surname", sa.String(length=80), nullable=False),
        sa.Column("given", sa.String(length=200), nullable=False),
        sa.Column("patronymic", sa.String(length=80), nullable=False),
        sa.Column("whole", sa.String(length=400), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_name_person_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_person_name_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_name")),
    )
    with op.batch_alter_table("person_name", schema=None) as batch_op:
        batch_op.create_index("ix_person_name_folded", ["project_id", "folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_name_person_id"), ["person_id"], unique=False)

    op.create_table(
        "relation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "PARENT", "SPOUSE", "SIBLING", "TEACHER", "COLLEAGUE", name="relationkind", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name=op.f("fk_relation_other_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_relation_person_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_relation_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation")),
    )
    with op.batch_alter_table("relation", schema=None) as batch_op:
        batch_op.create_index("ix_relation_other", ["project_id", "other_id"], unique=False)
        batch_op.create_index("uq_relation_pair", ["project_id", "person_id", "other_id", "kind"], unique=True)

    op.create_table(
        "participation",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_participation_event_id_event")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_participation_person_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_participation_project_id_project")),
        sa.PrimaryKeyConstraint("event_id", "person_id", name=op.f("pk_participation")),
    )
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.create_index("ix_participation_person", ["project_id", "person_id"], unique=False)

    op.create_table(
        "material_place",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("material_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["material_id"], ["material.id"], name=op.f("fk_material_place_material_id_material")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_material_place_place_id_place")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_material_place_project_id_project")),
        sa.PrimaryKeyConstraint("material_id", "place_id", name=op.f("pk_material_place")),
    )
    with op.batch_alter_table("material_place", schema=None) as batch_op:
        batch_op.create_index("ix_material_place_place", ["project_id", "place_id", "material_id"], unique=False)

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("place_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("sources", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("authorities", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.create_index(batch_op.f("ix_event_place_id"), ["place_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_event_place_id_place"), "place", ["place_id"], ["id"])

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sources", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("authorities", sa.JSON(), nullable=False, server_default="{}"))

    name_persons()


def name_persons():
    """Each name written down so far becomes the given name of its language; nothing is split by a guess."""
    text = sa.table("text", *map(sa.column, ("subject_type", "subject_id", "field", "language", "text", "is_original")))
    person = sa.table("person", sa.column("id"), sa.column("project_id"))
    name = sa.table(
        "person_name",
        *map(sa.column, ("project_id", "person_id", "position", "form", "language")),
        *map(sa.column, ("surname", "given", "patronymic", "whole", "folded")),
    )
    connection = op.get_bind()
    rows = connection.execute(
        sa.select(person.c.project_id, person.c.id, text.c.language, text.c.text)
        .where(text.c.subject_type == "person", text.c.subject_id == person.c.id, text.c.field == "name")
        .order_by(person.c.id, text.c.is_original.desc(), text.c.language)
    ).all()
    place = 0
    last = None
    for project_id, person_id, language, whole in rows:
        place = place + 1 if person_id == last else 0
        last = person_id
        connection.execute(
            name.insert().values(
                project_id=project_id,
                person_id=person_id,
                position=place,
                form="MAIN",
                language=language,
                surname="",
                given=whole[:200],
                patronymic="",
                whole=whole[:400],
                folded=fold_start(whole),
            )
        )


def downgrade():
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("authorities")
        batch_op.drop_column("sources")

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_event_place_id_place"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_event_place_id"))
        batch_op.drop_column("authorities")
        batch_op.drop_column("sources")
        batch_op.drop_column("place_id")

    with op.batch_alter_table("material_place", schema=None) as batch_op:
        batch_op.drop_index("ix_material_place_place")

    op.drop_table("material_place")
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.drop_index("ix_participation_person")

    op.drop_table("participation")
    with op.batch_alter_table("relation", schema=None) as batch_op:
        batch_op.drop_index("uq_relation_pair")
        batch_op.drop_index("ix_relation_other")

    op.drop_table("relation")
    with op.batch_alter_table("person_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_name_person_id"))
        batch_op.drop_index("ix_person_name_folded")

    op.drop_table("person_name")
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_project_id"))

    op.drop_table("place")

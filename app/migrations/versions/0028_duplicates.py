"""Persons who may be written down twice, and who turned out to be whom.

Revision ID: 0028
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        # Whoever is there already is compared by the worker, bit by bit.
        person.add_column(sa.Column("is_compared", sa.Boolean(), nullable=False, server_default=sa.false()))
        person.create_foreign_key("fk_person_merged_into_id_person", "person", ["merged_into_id"], ["id"])
        person.create_index("ix_person_merged_into_id", ["merged_into_id"])
        person.create_index("ix_person_compared", ["is_compared", "id"])
    op.create_table(
        "person_key",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_person_key_person_id_person"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_person_key_project_id_project"),
        sa.PrimaryKeyConstraint("project_id", "key", "person_id", name="pk_person_key"),
    )
    op.create_index("ix_person_key_person", "person_key", ["person_id"])
    op.create_table(
        "person_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("likeness", sa.String(32), nullable=True),
        sa.Column("one_name", sa.String(400), nullable=False),
        sa.Column("other_name", sa.String(400), nullable=False),
        sa.Column("is_birth_alike", sa.Boolean(), nullable=False),
        sa.Column("is_death_alike", sa.Boolean(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("is_apart", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["person.id"], name="fk_person_pair_one_id_person"),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name="fk_person_pair_other_id_person"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_person_pair_project_id_project"),
        sa.PrimaryKeyConstraint("id", name="pk_person_pair"),
    )
    op.create_index("uq_person_pair_both", "person_pair", ["one_id", "other_id"], unique=True)
    op.create_index("ix_person_pair_other", "person_pair", ["other_id"])
    op.create_index("ix_person_pair_rank", "person_pair", ["project_id", "is_apart", "rank", "id"])


def downgrade():
    op.drop_table("person_pair")
    op.drop_table("person_key")
    with op.batch_alter_table("person") as person:
        person.drop_index("ix_person_compared")
        person.drop_index("ix_person_merged_into_id")
        person.drop_constraint("fk_person_merged_into_id_person", type_="foreignkey")
        person.drop_column("is_compared")
        person.drop_column("merged_into_id")

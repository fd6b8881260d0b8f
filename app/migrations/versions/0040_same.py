"""Events and places too may be written down twice, and become one.

Revision ID: 0040
Revises: 0039
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

LIKENESS = sa.Enum(
    *("SAME", "SPELLING", "ORDER", "SHORTER", "ENDING", "NEAR", "INITIALS"),
    name="likeness",
    native_enum=False,
    length=32,
)
KINDS = ("event", "place")


def upgrade():
    for kind in KINDS:
        with op.batch_alter_table(kind) as batch:
            batch.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
            batch.add_column(sa.Column("is_compared", sa.Boolean(), server_default=sa.false(), nullable=False))
            batch.create_foreign_key(f"fk_{kind}_merged_into_id_{kind}", kind, ["merged_into_id"], ["id"])
        with op.batch_alter_table(kind) as batch:
            batch.alter_column("is_compared", existing_type=sa.Boolean(), server_default=None)
        op.create_index(f"ix_{kind}_merged_into_id", kind, ["merged_into_id"])
        op.create_index(f"ix_{kind}_compared", kind, ["is_compared", "id"])
        add_tables(kind)
    op.add_column("person_pair", sa.Column("agreed", sa.String(40), nullable=True))
    op.execute(
        "UPDATE person_pair SET agreed = CASE WHEN is_birth_alike AND is_death_alike THEN 'birth death' "
        "WHEN is_birth_alike THEN 'birth' WHEN is_death_alike THEN 'death' ELSE '' END"
    )
    with op.batch_alter_table("person_pair") as batch:
        batch.alter_column("agreed", existing_type=sa.String(40), nullable=False)
        batch.drop_column("is_birth_alike")
        batch.drop_column("is_death_alike")


def add_tables(kind):
    op.create_table(
        f"{kind}_key",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column(f"{kind}_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=f"fk_{kind}_key_project_id_project"),
        sa.ForeignKeyConstraint([f"{kind}_id"], [f"{kind}.id"], name=f"fk_{kind}_key_{kind}_id_{kind}"),
        sa.PrimaryKeyConstraint("project_id", "key", f"{kind}_id", name=f"pk_{kind}_key"),
    )
    op.create_index(f"ix_{kind}_key_{kind}", f"{kind}_key", [f"{kind}_id"])
    op.create_table(
        f"{kind}_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("likeness", LIKENESS, nullable=True),
        sa.Column("one_name", sa.String(400), nullable=False),
        sa.Column("other_name", sa.String(400), nullable=False),
        sa.Column("agreed", sa.String(40), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("is_apart", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=f"fk_{kind}_pair_project_id_project"),
        sa.ForeignKeyConstraint(["one_id"], [f"{kind}.id"], name=f"fk_{kind}_pair_one_id_{kind}"),
        sa.ForeignKeyConstraint(["other_id"], [f"{kind}.id"], name=f"fk_{kind}_pair_other_id_{kind}"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{kind}_pair"),
    )
    op.create_index(f"uq_{kind}_pair_both", f"{kind}_pair", ["one_id", "other_id"], unique=True)
    op.create_index(f"ix_{kind}_pair_other", f"{kind}_pair", ["other_id"])
    op.create_index(f"ix_{kind}_pair_rank", f"{kind}_pair", ["project_id", "is_apart", "rank", "id"])


def downgrade():
    with op.batch_alter_table("person_pair") as batch:
        for name in ("is_birth_alike", "is_death_alike"):
            batch.add_column(sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False))
        batch.drop_column("agreed")
    for kind in KINDS:
        op.drop_table(f"{kind}_pair")
        op.drop_table(f"{kind}_key")
        op.drop_index(f"ix_{kind}_merged_into_id", table_name=kind)
        op.drop_index(f"ix_{kind}_compared", table_name=kind)
        with op.batch_alter_table(kind) as batch:
            batch.drop_constraint(f"fk_{kind}_merged_into_id_{kind}", type_="foreignkey")
            batch.drop_column("merged_into_id")
            batch.drop_column("is_compared")

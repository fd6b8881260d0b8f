"""Consents with their papers, what each person agreed to, and embargoes

Revision ID: 0009
Revises: 0008
Create Date: 2026-11-27

"""

import sqlalchemy as sa
from alembic import op

from app.db import UTCDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade():
    signer = sa.Enum("SELF", "REPRESENTATIVE", "HEIR", name="signer", native_enum=False, length=32)
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("signer", signer, nullable=False),
        sa.Column("signed_by", sa.String(length=200), nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("form_version", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.Column("end_told", sa.Boolean(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consent_person_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_consent_project_id_project")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user.id"], name=op.f("fk_consent_recorded_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index("ix_consent_person", "consent", ["project_id", "person_id"])
    op.create_index("ix_consent_end", "consent", ["end_told", "valid_until"])
    op.add_column("person", sa.Column("consented", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("material", sa.Column("embargo_until", sa.Date(), nullable=True))
    op.add_column("material", sa.Column("embargo_told", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_material_embargo", "material", ["embargo_told", "embargo_until"])


def downgrade():
    op.drop_index("ix_material_embargo", "material")
    op.drop_column("material", "embargo_told")
    op.drop_column("material", "embargo_until")
    op.drop_column("person", "consented")
    op.drop_table("consent")

"""Gates: conditions by id, opinions, ticks, requests, visits, templates of plans, projects on hold with a reason."""

import sqlalchemy as sa
from alembic import op

from app.db import UTCDateTime

# revision identifiers, used by Alembic.
revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "plan_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("stages", sa.JSON(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_plan_template_created_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_template")),
    )
    with op.batch_alter_table("plan_template", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_template_created_by_id"), ["created_by_id"], unique=False)

    op.create_table(
        "opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("is_yes", sa.Boolean(), nullable=False),
        sa.Column("sentence", sa.String(length=500), nullable=False),
        sa.Column("at", UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_opinion_project_id_project")),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_opinion_stage_id_stage")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_opinion_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
        sa.UniqueConstraint("stage_id", "round", "user_id", name=op.f("uq_opinion_stage_id_round_user_id")),
    )
    with op.batch_alter_table("opinion", schema=None) as batch_op:
        batch_op.create_index("ix_opinion_project", ["project_id", "stage_id", "round"], unique=False)

    op.create_table(
        "tick",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("condition_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_tick_project_id_project")),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_tick_stage_id_stage")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_tick_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tick")),
        sa.UniqueConstraint("stage_id", "round", "condition_id", name=op.f("uq_tick_stage_id_round_condition_id")),
    )
    with op.batch_alter_table("tick", schema=None) as batch_op:
        batch_op.create_index("ix_tick_project", ["project_id", "stage_id", "round"], unique=False)

    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("entered_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("left_at", UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_visit_project_id_project")),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_visit_stage_id_stage")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index("ix_visit_project", ["project_id", "id"], unique=False)

    op.create_table(
        "decision_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_decision_request_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_decision_request_project_id_project")),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_decision_request_stage_id_stage")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_decision_request_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_request")),
    )
    with op.batch_alter_table("decision_request", schema=None) as batch_op:
        batch_op.create_index("ix_decision_request_project", ["project_id", "decision_id"], unique=False)

    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("plan_version", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("asked_again_at", UTCDateTime(timezone=True), nullable=True))
        batch_op.create_index("ix_decision_ask_again", ["verdict", "asked_again_at", "ask_again_on"], unique=False)
        batch_op.add_column(sa.Column("state", sa.String(length=32), nullable=False, server_default="KEPT"))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))

    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("figured_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("figures", sa.JSON(), nullable=False, server_default="{}"))

    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.add_column(sa.Column("held_because", sa.String(length=500), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("look_again_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("looked_again_at", UTCDateTime(timezone=True), nullable=True))

    with op.batch_alter_table("stage", schema=None) as batch_op:
        batch_op.add_column(sa.Column("decider_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("dropped", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.create_foreign_key(batch_op.f("fk_stage_decider_id_user"), "user", ["decider_id"], ["id"])

    name_conditions()
    write_visits()
    op.execute(r"UPDATE entry SET kind = 'plan/back' WHERE kind LIKE 'plan/back\_to\_%' ESCAPE '\'")


def name_conditions():
    """Until now a gate asked each kind of condition once, so the kind is its id."""
    stage = sa.table("stage", sa.column("id"), sa.column("conditions", sa.JSON))
    decision = sa.table("decision", sa.column("id"), sa.column("conditions", sa.JSON), sa.column("waivers", sa.JSON))
    connection = op.get_bind()
    for row in connection.execute(sa.select(stage)).all():
        named = [{"id": asked["kind"], **asked} for asked in row.conditions]
        connection.execute(stage.update().where(stage.c.id == row.id).values(conditions=named))
    for row in connection.execute(sa.select(decision)).all():
        named = {
            "conditions": [{"id": kept["kind"], **kept} for kept in row.conditions],
            "waivers": [{"id": waiver["kind"], "reason": waiver["reason"]} for waiver in row.waivers],
        }
        connection.execute(decision.update().where(decision.c.id == row.id).values(named))


def write_visits():
    """The latest visit of each stage is what was kept of them."""
    op.execute(
        "INSERT INTO visit (project_id, stage_id, round, entered_at, left_at) "
        "SELECT stage.project_id, stage.id, plan.round, stage.entered_at, stage.left_at "
        "FROM stage JOIN plan ON plan.id = stage.plan_id WHERE stage.entered_at IS NOT NULL ORDER BY stage.position"
    )


def downgrade():
    with op.batch_alter_table("stage", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_stage_decider_id_user"), type_="foreignkey")
        batch_op.drop_column("dropped")
        batch_op.drop_column("decider_id")

    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.drop_column("looked_again_at")
        batch_op.drop_column("look_again_on")
        batch_op.drop_column("held_because")

    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_column("figures")
        batch_op.drop_column("figured_on")

    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index("ix_decision_ask_again")
        batch_op.drop_column("version")
        batch_op.drop_column("state")
        batch_op.drop_column("asked_again_at")
        batch_op.drop_column("plan_version")

    with op.batch_alter_table("decision_request", schema=None) as batch_op:
        batch_op.drop_index("ix_decision_request_project")

    op.drop_table("decision_request")
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index("ix_visit_project")

    op.drop_table("visit")
    with op.batch_alter_table("tick", schema=None) as batch_op:
        batch_op.drop_index("ix_tick_project")

    op.drop_table("tick")
    with op.batch_alter_table("opinion", schema=None) as batch_op:
        batch_op.drop_index("ix_opinion_project")

    op.drop_table("opinion")
    with op.batch_alter_table("plan_template", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_template_created_by_id"))

    op.drop_table("plan_template")

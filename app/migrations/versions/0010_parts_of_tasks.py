"""Labels, checklists, ties, estimates and repetitions of tasks; comments, mentions and watchers of anything.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

from app.db import UTCDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

UNITS = sa.Enum("DAY", "WEEK", "MONTH", name="repeatunit", native_enum=False, length=32)


def fk(table, column, other):
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def upgrade():
    op.add_column("task", sa.Column("estimate", sa.Integer(), nullable=True))
    op.add_column("task", sa.Column("repeat_every", sa.Integer(), nullable=True))
    op.add_column("task", sa.Column("repeat_unit", UNITS, nullable=True))
    # In one piece, as both databases take it: the table is not made anew for it.
    op.execute("ALTER TABLE task ADD COLUMN next_id INTEGER CONSTRAINT fk_task_next_id_task REFERENCES task (id)")
    make_labels()
    make_checklists()
    make_ties()
    make_comments()


def make_labels():
    op.create_table(
        "label",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("folded", sa.String(length=40), nullable=False),
        sa.Column("tint", sa.Integer(), nullable=False),
        sa.Column("deleted_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        fk("label", "project_id", "project"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label")),
        sa.UniqueConstraint("project_id", "folded", name=op.f("uq_label_project_id_folded")),
    )
    op.create_table(
        "task_label",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("label_id", sa.Integer(), nullable=False),
        fk("task_label", "task_id", "task"),
        fk("task_label", "label_id", "label"),
        sa.PrimaryKeyConstraint("task_id", "label_id", name=op.f("pk_task_label")),
    )
    op.create_index(op.f("ix_task_label_label_id"), "task_label", ["label_id"])


def make_checklists():
    op.create_table(
        "checklist_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("done_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("became_id", sa.Integer(), nullable=True),
        fk("checklist_item", "project_id", "project"),
        fk("checklist_item", "task_id", "task"),
        fk("checklist_item", "done_by_id", "user"),
        fk("checklist_item", "became_id", "task"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_item")),
    )
    op.create_index("ix_checklist_item_task", "checklist_item", ["task_id", "position", "id"])
    op.create_index("ix_checklist_item_project_id", "checklist_item", ["project_id"])
    op.create_index(op.f("ix_checklist_item_became_id"), "checklist_item", ["became_id"])


def make_ties():
    op.create_table(
        "dependency",
        sa.Column("blocker_id", sa.Integer(), nullable=False),
        sa.Column("blocked_id", sa.Integer(), nullable=False),
        fk("dependency", "blocker_id", "task"),
        fk("dependency", "blocked_id", "task"),
        sa.PrimaryKeyConstraint("blocker_id", "blocked_id", name=op.f("pk_dependency")),
    )
    op.create_index(op.f("ix_dependency_blocked_id"), "dependency", ["blocked_id"])
    op.create_table(
        "task_link",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("subject_type", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        fk("task_link", "task_id", "task"),
        sa.PrimaryKeyConstraint("task_id", "subject_type", "subject_id", name=op.f("pk_task_link")),
    )
    op.create_index("ix_task_link_subject", "task_link", ["subject_type", "subject_id"])


def make_comments():
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("subject_type", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("quoted_id", sa.Integer(), nullable=True),
        sa.Column("created_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("edited_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", UTCDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        fk("comment", "project_id", "project"),
        fk("comment", "author_id", "user"),
        fk("comment", "quoted_id", "comment"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    op.create_index("ix_comment_subject", "comment", ["subject_type", "subject_id", "id"])
    op.create_index("ix_comment_project", "comment", ["project_id", "deleted_at"])
    op.create_table(
        "mention",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        fk("mention", "comment_id", "comment"),
        fk("mention", "user_id", "user"),
        sa.PrimaryKeyConstraint("comment_id", "user_id", name=op.f("pk_mention")),
    )
    op.create_index(op.f("ix_mention_user_id"), "mention", ["user_id"])
    op.create_table(
        "watcher",
        sa.Column("subject_type", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        fk("watcher", "user_id", "user"),
        sa.PrimaryKeyConstraint("subject_type", "subject_id", "user_id", name=op.f("pk_watcher")),
    )
    op.create_index(op.f("ix_watcher_user_id"), "watcher", ["user_id"])


def downgrade():
    for table in ("watcher", "mention", "comment", "task_link", "dependency", "checklist_item", "task_label", "label"):
        op.drop_table(table)
    with op.batch_alter_table("task") as batch:
        batch.drop_constraint("fk_task_next_id_task", type_="foreignkey")
        for column in ("next_id", "repeat_unit", "repeat_every", "estimate"):
            batch.drop_column(column)

"""What every part of a gate's statement is made of: rows of ``(project's id, what, key, number)``."""

import sqlalchemy as sa

#: The ids of the projects asked about.
IDS = sa.bindparam("ids", type_=sa.Integer, expanding=True)


def counted(project_id, what, key=None):
    """One row a project, or one a key of it."""
    found = rows(project_id, what, sa.literal("") if key is None else key, sa.func.count())
    return found.group_by(project_id, *([] if key is None else [key]))


def rows(project_id, what, key, n):
    return sa.select(
        project_id.label("project_id"),
        sa.literal(what, sa.String).label("what"),
        sa.cast(key, sa.String).label("key"),
        n.label("n"),
    )


def on_days(n):
    """The places of so many days and of the projects on each, as `by_day` fills them."""
    return [(sa.bindparam(f"day_{at}", type_=sa.Date), sa.bindparam(f"ids_{at}", expanding=True)) for at in range(n)]

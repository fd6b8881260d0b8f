"""What becomes of a person's part in a project when they leave. Features above fill this in `create_app`."""

FOLLOWS: dict = {}


def when_somebody_leaves(follow):
    """Have `follow(project_id, person, entry)` called in the transaction in which somebody leaves the project.

    `entry` is the journal's, which letters take for their cause.
    """
    FOLLOWS[f"{follow.__module__}.{follow.__name__}"] = follow


def let_go(project_id, person, entry):
    for follow in FOLLOWS.values():
        follow(project_id, person, entry)

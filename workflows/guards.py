"""Questions that several life cycles ask of the person who wants to move something."""

from workflows.engine import guard


@guard("Only the coordinator can do this.")
def coordinates(subject, actor):
    return subject.is_coordinated_by(actor)


@guard("Only people of the workgroup can do this.")
def belongs(subject, actor):
    return subject.has_member(actor)


@guard("Only the coordinator can do this.")
def coordinates_or_must(subject, actor):
    """The service itself does it too, where a rule leaves no choice."""
    return subject.is_coordinated_by(actor) or actor.is_system


@guard("This happens by itself.")
def is_the_system(subject, actor):
    return actor.is_system

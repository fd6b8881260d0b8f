"""Who asks in the tests of the rules: plain names, and a subject that knows who is what in it."""

from types import SimpleNamespace

SYSTEM = SimpleNamespace(name="the service", is_system=True)
COORDINATOR, MEMBER, OTHER, OBSERVER = (
    SimpleNamespace(name=name, is_system=False) for name in ("coordinator", "member", "other", "observer")
)
ASSIGNED = {"is_assigned_to": lambda person: person is MEMBER}
COLLECTED = {"is_collected_by": lambda person: person is MEMBER}


def subject(state, **facts):
    """A thing in that state, in a project whose workgroup is the coordinator, the member and the other member."""
    return SimpleNamespace(
        state=state,
        is_coordinated_by=lambda person: person is COORDINATOR,
        is_decided_by=lambda person: person is COORDINATOR,
        has_member=lambda person: person in (COORDINATOR, MEMBER, OTHER),
        **facts,
    )


def moves(workflow):
    """Every move of a life cycle as ``(from, trigger, to)`` by name, for comparing with the list in a test."""
    return {(source.name, trigger, target.name) for trigger, source, target, _guards in workflow.moves}

"""Any life cycle as Mermaid text, for the documentation."""


def mermaid(workflow):
    """A state diagram: the states in their words, each arrow with its move."""
    lines = ["stateDiagram-v2", f"    [*] --> {workflow.initial.name}"]
    lines += [f"    {state.name}: {state.value}" for state in workflow.states]
    lines += [
        f"    {source.name} --> {target.name}: {workflow.labels.get(trigger, trigger)}"
        for trigger, source, target, _guards in workflow.moves
    ]
    return "\n".join(lines)

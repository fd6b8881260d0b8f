"""Life cycles as pictures: any of them as Mermaid text for the documentation, a plan of stages as places to draw."""

from textwrap import wrap
from typing import NamedTuple


def mermaid(workflow):
    """A state diagram: the states in their words, each arrow with its move."""
    lines = ["stateDiagram-v2", f"    [*] --> {workflow.initial.name}"]
    lines += [f"    {state.name}: {state.value}" for state in workflow.states]
    lines += [
        f"    {source.name} --> {target.name}: {workflow.labels.get(trigger, trigger)}"
        for trigger, source, target, _guards in workflow.moves
    ]
    return "\n".join(lines)


#: Units of the picture; it is as wide as the narrowest phone, and grows with the page.
WIDTH = 344
EDGE = 4
LINE = 20
PADDING = 12
GAP = 30
LETTER = 8.8  # of a wide Kazakh letter at the size the names are set in
TEXT_AT = 44  # behind the number of the stage
LANES = 96  # room for all ways back beside the stages
LANE = 22
BEND = 8


class Node(NamedTuple):
    """A stage: its box, and its name in as many lines as it needs."""

    key: str
    y: float
    width: float
    height: float
    lines: list

    @property
    def middle(self):
        return self.y + self.height / 2


class Arc(NamedTuple):
    """A way back that was gone `n` times, as a path beside the stages.

    Its head points at ``(tip, end)``; `x` and `y` are where it says how often.
    """

    source: str
    target: str
    n: int
    path: str
    tip: float
    end: float
    x: float
    y: float


class Picture(NamedTuple):
    """A plan drawn from above to below. `arrows` are pairs of the heights between which one leads to the next."""

    width: float
    height: float
    nodes: list
    arrows: list
    arcs: list


def picture(machine, names, backs):
    """Places for the stages of a plan's machine, its moves forward, and the ways back that were really gone.

    `names` are ``{key: name}``, `backs` ``{(from key, to key): how often}``; those the machine does not know, because
    the order of stages not entered was changed, are left out.
    """
    gone = {
        (source.name, target.name): backs[source.name, target.name]
        for trigger, source, target, _guards in machine.moves
        if trigger == f"back_to_{target.name}" and (source.name, target.name) in backs
    }
    room = min(LANE * len(gone) + 12, LANES) if gone else 0
    nodes = stacked([(state.name, names[state.name]) for state in machine.states], WIDTH - 2 * EDGE - room)
    by_key = {node.key: node for node in nodes}
    forward = {source.name: target.name for trigger, source, target, _guards in machine.moves if trigger == "go"}
    arrows = [(by_key[here].y + by_key[here].height, by_key[there].y) for here, there in forward.items()]
    height = nodes[-1].y + nodes[-1].height + EDGE
    return Picture(WIDTH, height, nodes, arrows, arcs(by_key, gone, room))


def stacked(stages, width):
    """The boxes of the stages, one under the other."""
    found, y = [], EDGE
    for key, name in stages:
        lines = lines_of(name, int((width - TEXT_AT - PADDING) / LETTER))
        height = len(lines) * LINE + 2 * PADDING
        found.append(Node(key, y, width, height, lines))
        y += height + GAP
    return found


def lines_of(name, letters):
    """A name in lines of at most so many letters; a word that is longer goes on in the next line."""
    return wrap(name, letters, break_on_hyphens=False) or [""]


def arcs(nodes, gone, room):
    """The ways back, the shortest nearest to the stages; each ends at a height of its own."""
    order = list(nodes)
    shortest = sorted(gone, key=lambda pair: order.index(pair[0]) - order.index(pair[1]))
    ends = heights(nodes, shortest)
    found = []
    for place, (source, target) in enumerate(shortest, 1):
        edge = EDGE + nodes[source].width
        x = round(edge + (room - 12) * place / len(shortest), 1)
        start, end = ends[source, target, source], ends[source, target, target]
        path = (
            f"M{edge} {start}H{x - BEND}Q{x} {start} {x} {round(start - BEND, 1)}"
            f"V{round(end + BEND, 1)}Q{x} {end} {x - BEND} {end}H{edge + BEND}"
        )
        n, middle = gone[source, target], round((start + end) / 2, 1)
        found.append(Arc(source, target, n, path, edge + 1, end, x, middle))
    return found


def heights(nodes, pairs):
    """Where each way leaves and where it arrives, so that no two of them meet at a stage."""
    found = {}
    for key, node in nodes.items():
        # What comes in is drawn above what goes out, the longer way further out.
        meeting = [pair for pair in pairs if pair[1] == key] + [pair for pair in reversed(pairs) if pair[0] == key]
        for place, pair in enumerate(meeting, 1):
            found[*pair, key] = round(node.y + node.height * place / (len(meeting) + 1), 1)
    return found

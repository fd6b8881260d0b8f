"""What the gate of a stage asks: add a condition, change one, drop one.

A condition keeps its id while it stands. The id of a dropped one is never given again in its stage, so that no tick,
no figure of yesterday and no waiver of the old one counts for a new one.
"""

from app.plans.writing import begin, written
from workflows.engine import Refused
from workflows.gates import TICKED, named
from workflows.sentences import Sentence

MOST = 40
TOO_MANY = Sentence("A gate asks at most %(n)d conditions.", n=MOST)
GONE = Sentence("The gate does not ask for this any more.")


def ask(stage, asked, *, actor, version):
    """Have the gate ask one condition more, ``{"kind": …, its parameters}``; gives its id."""
    begin(stage, "gate", actor=actor, version=version)
    if len(stage.conditions) >= MOST:
        raise Refused([TOO_MANY])
    put(stage, [*stage.conditions, asked], actor)
    return stage.conditions[-1]["id"]


def change(stage, id, asked, *, actor, version):
    """Ask this instead of the condition with that id, which stays, save where a person's tick would count on."""
    begin(stage, "gate", actor=actor, version=version)
    before = find(stage, id)
    if same(before, asked):
        return
    if asked["kind"] in TICKED:
        stage.dropped = [*stage.dropped, id]
    else:
        asked = {"id": id, **asked}
    put(stage, [asked if one["id"] == id else one for one in stage.conditions], actor)


def drop(stage, id, *, actor, version):
    begin(stage, "gate", actor=actor, version=version)
    find(stage, id)
    stage.dropped = [*stage.dropped, id]
    put(stage, [one for one in stage.conditions if one["id"] != id], actor)


def find(stage, id):
    """The condition with that id; raises `Refused` where the gate asks it no more."""
    if found := next((one for one in stage.conditions if one["id"] == id), None):
        return found
    raise Refused([GONE])


def same(before, asked):
    return {name: fact for name, fact in before.items() if name != "id"} == asked


def put(stage, conditions, actor):
    before = list(stage.conditions)
    stage.conditions = named(conditions, stage.dropped)
    changes = {"before": {"conditions": before}, "after": {"conditions": stage.conditions}}
    written(stage.plan, "ask", actor=actor, title=stage.original("title"), **changes)

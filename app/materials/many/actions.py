"""What becomes of each of many materials, and the deed itself."""

from app.journal.actions import as_one_deed
from app.materials import actions
from app.materials.imports.rows import Line, Row, row_from
from app.materials.imports.trying import Tried
from app.materials.taking_back import trace
from app.tables.batches import start
from app.text import say
from workflows.materials import MATERIAL

KIND = "materials_change"


def try_change(form, materials, *, actor):
    """Each material with its fields old and new, or with the sentences why it stays as it is."""
    one = moved if form.trigger.data else changed
    return Tried([one(form, number, material, actor) for number, material in enumerate(materials, 1)])


def changed(form, number, material, actor):
    line = Line(number, form.typed_for(material))
    return row_from(line, material, line.typed, news={}, reasons=[], actor=actor)


def moved(form, number, material, actor):
    trigger = form.trigger.data
    reasons = [say(why) for why in MATERIAL.refusals(material, trigger, actor=actor)]
    target = MATERIAL.target(material, trigger)
    changes = {} if reasons else {"state": [material.state.value, target.value]}
    return Row(Line(number, {}), material, {}, changes, {}, reasons)


def carry_out(project, form, tried, *, actor):
    """Change or move the materials that can be; gives the batch that takes a change back, None for moves."""
    batch = start(project, KIND, actor=actor)
    with as_one_deed(batch.id):
        if form.trigger.data:
            for row in tried.ready:
                actions.move(row.material, form.trigger.data, actor=actor, version=row.material.version)
            return None
        done = []
        for row in tried.ready:
            actions.revise(row.material, actor=actor, version=row.material.version, **row.values)
            done.append(trace(row.material, row.changes))
    batch.facts = {"materials": done}
    return batch

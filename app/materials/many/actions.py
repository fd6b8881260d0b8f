"""What becomes of each of many materials, and the deed itself."""

from app.journal.actions import as_one_deed
from app.materials import actions
from app.materials.imports.rows import Line, Row, row_from
from app.materials.imports.trying import Tried
from app.materials.taking_back import standing, trace, trace_of_move
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
    """Change or move the materials that can be; gives the batch that takes it back."""
    batch = start(project, KIND, actor=actor)
    one = move if form.trigger.data else revise
    with as_one_deed(batch.id):
        batch.facts = {"materials": [one(form, row, actor) for row in tried.ready]}
    return batch


def move(form, row, actor):
    stood = standing(row.material)
    actions.move(row.material, form.trigger.data, actor=actor, version=row.material.version, **form.said)
    return trace_of_move(row.material, stood)


def revise(_form, row, actor):
    actions.revise(row.material, actor=actor, version=row.material.version, **row.values)
    return trace(row.material, row.changes)

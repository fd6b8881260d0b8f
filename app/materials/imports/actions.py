"""Carry out what a dry run showed, as one deed."""

from app import clock
from app.journal.actions import as_one_deed
from app.materials import actions
from app.materials.imports.rows import key_of
from app.materials.taking_back import trace

#: A table of materials that waits, and one that was carried out.
WAITING, DONE = "materials_table", "materials_import"


def carry_out(project, tried, batch, *, actor):
    """Record or change what each good line says; the batch keeps what was done, and the lines with errors."""
    with as_one_deed(batch.id):
        done = [do(project, row, batch, actor) for row in tried.ready]
    left = left_of(batch, tried)
    kept = {name: batch.facts[name] for name in ("name", "mode", "heads")}
    batch.kind, batch.at = DONE, clock.now()
    batch.facts = {**kept, "materials": done, "left": left, "idle": len(tried.idle)}


def do(project, row, batch, actor):
    if row.material is None:
        told = {"batch_id": batch.id, "import_key": key_of(row.line)}
        return trace(actions.collect(project, actor=actor, **told, **row.values))
    actions.revise(row.material, actor=actor, version=row.material.version, **row.values)
    return trace(row.material, row.changes)


def left_of(batch, tried):
    """The lines with errors as they were sent, each with a last cell that says what is wrong."""
    return [[*batch.facts["lines"][row.line.number - 2], " ".join(row.reasons)] for row in tried.wrong]

"""Carry out what a dry run showed, as one deed."""

from app import clock
from app.journal.actions import as_one_deed
from app.materials import actions
from app.materials.imports.rows import key_of
from app.materials.named_files.naming import wait_for
from app.materials.subjects.introduced import introductions
from app.materials.taking_back import trace

#: A table of materials that waits, and one that was carried out.
WAITING, DONE = "materials_table", "materials_import"
#: A long one that the worker is at, and one that it takes back.
UNDER_WAY, LEAVING = "materials_under_way", "materials_leaving"


def carry_out(project, tried, batch, *, actor):
    """Record or change what each good line says; the batch keeps what was done, and the lines with errors."""
    with as_one_deed(batch.id), introductions() as made:
        done = [do(project, row, batch.id, actor) for row in tried.ready]
    left = left_of(batch, tried)
    close(batch, materials=done, made=made, left=left, idle=len(tried.idle))


def close(batch, **facts):
    """The table itself goes; what became of it stays."""
    kept = {name: batch.facts[name] for name in ("name", "mode", "heads")}
    batch.kind, batch.at, batch.facts = DONE, clock.now(), {**kept, **facts}


def do(project, row, batch_id, actor):
    _none, files = row.changes.get("files", ([], []))
    if row.material is None:
        told = {"batch_id": batch_id, "import_key": key_of(row.line)}
        material = actions.collect(project, actor=actor, **told, **row.values)
        wait_for(material, files, batch_id)
        return trace(material)
    actions.revise(row.material, actor=actor, version=row.material.version, **row.values)
    wait_for(row.material, files, batch_id)
    return trace(row.material, {field: pair for field, pair in row.changes.items() if field != "files"})


def left_of(batch, tried):
    """The lines with errors as they were sent, each with a last cell that says what is wrong."""
    return [left(batch.facts["lines"], row.line.number, " ".join(row.reasons)) for row in tried.wrong]


def left(lines, number, reason):
    return [*lines[number - 2], reason]

"""What was done to many materials as one deed, taken back in one step."""

import secrets
from datetime import date, datetime

from app import clock
from app.db import db, locked
from app.journal.actions import as_one_deed
from app.materials import actions
from app.materials.forms import historic
from app.materials.models import Acquisition, Material, MaterialKind
from app.materials.subjects import going
from app.materials.subjects.actions import hold_names
from app.projects.models import Project
from workflows.materials import DEEDS, MaterialState


def trace(material, changes=None):
    """What a batch keeps of a material that it recorded or changed; the version is the one that it left."""
    db.session.flush()
    kept = {"id": material.id, "version": material.version, "accession": material.accession}
    return kept if changes is None else {**kept, "before": {field: old for field, (old, _new) in changes.items()}}


def take_back(batch, *, actor):
    """Make the materials of a batch what they were; gives how many."""
    with as_one_deed(secrets.token_hex(16)):
        n, left = put_back(batch.project_id, batch.facts, actor=actor)
    batch.undone_at = clock.now()
    batch.facts = {**batch.facts, **left}
    return n


def trace_of_move(material, stood):
    """The same of a material that was moved; `stood` is where it stood before."""
    return {**trace(material), "stood": stood}


def standing(material):
    """What a move changes of a material, fit for JSON."""
    at = material.accepted_at and material.accepted_at.isoformat()
    return {"state": material.state.name, "checker_id": material.checker_id, "accepted_at": at}


def put_back(project_id, facts, *, actor):
    """Make the materials that these facts trace what they were, and let go whom they alone brought.

    What was changed since, or may not be changed any more, stays as it is. Gives how many are what they were, and what
    is to be kept beside the facts: the numbers of those that `stay`, and how many `names` went and stay.
    """
    kept = {row["id"]: row for row in facts["materials"]}
    materials, done = held(project_id, kept), set()
    # Whoever names one of them has done so by now, or finds it gone; and whoever counts materials does it behind this.
    hold_names(db.session.get_one(Project, project_id))
    names = going.hold(facts.get("made", ()))
    for material in materials:
        row = kept[material.id]
        if material.version == row["version"] and not refusals(material, row, actor):
            undo(material, row, actor)
            done.add(material.id)
    stay = [row["accession"] for row in kept.values() if row["id"] not in done]
    return len(done), {"stay": stay, "names": going.let_go(project_id, names, actor=actor)}


def held(project_id, ids):
    """The materials that are still there, held until the commit, always in one order."""
    there = (Material.project_id == project_id, Material.id.in_(ids), Material.deleted_at.is_(None))
    return list(db.session.scalars(locked(db.select(Material).where(*there).order_by(Material.id))))


def refusals(material, row, actor):
    if "stood" in row:
        return not material.has_member(actor)
    return DEEDS.refusals(material, "revise" if "before" in row else "throw_away", actor=actor)


def undo(material, row, actor):
    if stood := row.get("stood"):
        at = stood["accepted_at"] and datetime.fromisoformat(stood["accepted_at"])
        facts = {"state": MaterialState[stood["state"]], "checker_id": stood["checker_id"], "accepted_at": at}
        actions.turn_back(material, actor=actor, **facts)
        return
    if "before" not in row:
        actions.throw_away(material, actor=actor, version=material.version)
        return
    values: dict = {}
    for field, old in row["before"].items():
        values |= historic(old) if field == "edtf" else {field: READ[field](old) if field in READ else old}
    actions.revise(material, actor=actor, version=material.version, **values)


def as_day(old):
    return date.fromisoformat(old) if old else None


#: How the journal's writing of a field is read again, where it is no text.
READ = {
    "genre": lambda old: MaterialKind[old],
    "acquisition": lambda old: Acquisition[old] if old else None,
    "source_on": as_day,
    "embargo_until": as_day,
}

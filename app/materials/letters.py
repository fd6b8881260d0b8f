"""The letters that a material's moves cause."""

from app.accounts.models import User
from app.db import db
from app.journal.models import Entry
from app.materials.models import Material
from app.outbox import kinds
from app.outbox.links import absolute
from app.tables.batches import ids_of
from workflows.materials import MaterialState
from workflows.sentences import Sentence, p

WHY = {
    "submit": Sentence("You get this letter because you coordinate the project."),
    "accept": Sentence("You get this letter because you collected the material."),
    "send_back": Sentence("You get this letter because you collected the material."),
}
#: The state that a letter speaks of; when it has passed, the letter is not needed.
SPEAKS_OF = {
    "submit": MaterialState.SUBMITTED,
    "accept": MaterialState.ACCEPTED,
    "send_back": MaterialState.RETURNED,
}


def init_app():
    for trigger in WHY:
        kinds.register(f"materials/{trigger}", build=build, still_true=still_true, topic="GIVEN")


def trigger_of(letter):
    return letter.about.rpartition("/")[2]


def build(letter):
    entry = db.session.get_one(Entry, letter.entry_id)
    together = told_together(letter, entry)
    material = together[0] if together else db.session.get_one(Material, letter.subject_id)
    return {
        "material": material,
        "others": len(together[1:]),
        "list_url": absolute("materials.index", project_id=material.project_id, **all_of_them(letter)),
        "mover": db.session.get(User, entry.actor_id),
        "note": entry.params.get("note", ""),
        "page_url": absolute("materials.show", material_id=material.id),
        "edit_url": absolute("materials.edit", material_id=material.id),
        "why": WHY[trigger_of(letter)],
    }


def told_together(letter, entry):
    """The materials of one deed that the letter speaks of; none where it is about one alone."""
    ids = ids_of(entry.batch_id, "materials")
    there = db.select(Material).where(Material.id.in_(ids), Material.deleted_at.is_(None)).order_by(Material.id)
    return [material for material in db.session.scalars(there) if concerns(letter, material)] if ids else []


def concerns(letter, material):
    """Whether the reader has to do with the material, and it is still where the letter says."""
    trigger = trigger_of(letter)
    is_theirs = trigger == "submit" or letter.user_id == material.collector_id
    return is_theirs and material.state is SPEAKS_OF[trigger]


def all_of_them(letter):
    """What the list of materials is asked for, to find those of the letter."""
    trigger = trigger_of(letter)
    state = {"state": SPEAKS_OF[trigger].name}
    return state if trigger == "submit" else {**state, "collector": letter.user_id}


def still_true(letter):
    entry = db.session.get(Entry, letter.entry_id) if letter.entry_id else None
    if entry and told_together(letter, entry):
        return None
    material = db.session.get(Material, letter.subject_id)
    if material is None or material.deleted_at:
        return p("letter reason", "The material was thrown away.")
    if material.state is not SPEAKS_OF[trigger_of(letter)]:
        return p("letter reason", "The material has moved on.")
    return None

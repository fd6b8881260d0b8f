"""The letters that a material's moves cause."""

from app.accounts.models import User
from app.db import db
from app.journal.models import Entry
from app.materials.models import Material
from app.outbox import kinds
from app.outbox.links import absolute
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
    material = db.session.get_one(Material, letter.subject_id)
    entry = db.session.get_one(Entry, letter.entry_id)
    return {
        "material": material,
        "mover": db.session.get(User, entry.actor_id),
        "note": entry.params.get("note", ""),
        "page_url": absolute("materials.show", material_id=material.id),
        "edit_url": absolute("materials.edit", material_id=material.id),
        "why": WHY[trigger_of(letter)],
    }


def still_true(letter):
    material = db.session.get(Material, letter.subject_id)
    if material is None or material.deleted_at:
        return p("letter reason", "The material was thrown away.")
    if material.state is not SPEAKS_OF[trigger_of(letter)]:
        return p("letter reason", "The material has moved on.")
    return None

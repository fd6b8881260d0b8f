"""The letters that a material's moves cause."""

from app.accounts.models import User
from app.db import db
from app.journal.models import Entry
from app.materials.models import Material
from app.outbox import kinds
from workflows.materials import MaterialState
from workflows.sentences import Sentence

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
        kinds.register(f"materials/{trigger}", build=build, still_true=still_true)


def trigger_of(letter):
    return letter.about.rpartition("/")[2]


def build(letter):
    material = db.session.get_one(Material, letter.subject_id)
    entry = db.session.get_one(Entry, letter.entry_id)
    return {
        "material": material,
        "mover": db.session.get(User, entry.actor_id),
        "note": entry.params.get("note", ""),
        "why": WHY[trigger_of(letter)],
    }


def still_true(letter):
    material = db.session.get(Material, letter.subject_id)
    if material is None or material.deleted_at:
        return "deleted"
    return None if material.state is SPEAKS_OF[trigger_of(letter)] else "moved"

"""The letter that tells the group what was decided at a gate."""

from app.db import db
from app.gates.models import Decision
from app.outbox import kinds
from app.outbox.links import absolute
from workflows.gates import CONDITIONS
from workflows.sentences import Sentence

WHY = Sentence("You get this letter because you belong to this project.")


def init_app():
    kinds.register("gates/decide", build=decided)


def decided(letter):
    decision = db.session.get(Decision, letter.subject_id)
    return {
        "decision": decision,
        "missing": [kept for kept in decision.conditions if kept["done"] < kept["wanted"]],
        "asked_next": asked(decision.to_stage),
        "page_url": absolute("overview.show", project_id=decision.project_id),
        "why": WHY,
    }


def asked(stage):
    """The words of what the gate of the stage asks; none where the project stays or ends."""
    return [CONDITIONS[condition["kind"]].words for condition in stage.conditions] if stage else []

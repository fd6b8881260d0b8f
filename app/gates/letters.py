"""The letters of gates: a decision is wished for, is to be asked again, was taken, was taken back."""

from app.db import db
from app.gates.models import Decision
from app.gates.queries import latest_of
from app.gates.voices import Request
from app.gates.words import was_met
from app.outbox import kinds
from app.outbox.links import absolute
from workflows.decisions import DecisionState
from workflows.sentences import Sentence, p

WHY = Sentence("You get this letter because you belong to this project.")
WHY_DECIDER = Sentence("You get this letter because you decide at this gate.")


def init_app():
    kinds.register("gates/decide", build=decided, still_true=still_kept)
    kinds.register("gates/take_back", build=taken_back)
    kinds.register("gates/ask", build=asked_for, still_true=still_open)
    kinds.register("gates/ask_again", build=to_ask_again, still_true=still_to_ask)


def decision_of(letter):
    return db.session.get(Decision, letter.subject_id)


def still_kept(letter):
    """None while the letter still tells the truth, else why it does not."""
    if decision_of(letter).state is DecisionState.TAKEN_BACK:
        return p("letter reason", "The decision was taken back.")
    return None


def decided(letter):
    decision = decision_of(letter)
    return about(decision, WHY) | {
        "decision": decision,
        "missing": [kept for kept in decision.conditions if not was_met(kept)],
        "asked_next": decision.to_stage.conditions if decision.to_stage else [],
    }


def taken_back(letter):
    decision = decision_of(letter)
    return about(decision, WHY) | {"decision": decision}


def still_open(letter):
    if db.session.get(Request, letter.subject_id).decision_id:
        return p("letter reason", "The gate has been decided.")
    return None


def asked_for(letter):
    request = db.session.get(Request, letter.subject_id)
    return about(request, WHY_DECIDER) | {"request": request}


def still_to_ask(letter):
    if still_kept(letter) or latest_of(letter.project_id).id != letter.subject_id:
        return p("letter reason", "The gate has been decided.")
    return None


def to_ask_again(letter):
    return about(decision_of(letter), WHY_DECIDER) | {"decision": decision_of(letter)}


def about(subject, why):
    return {"page_url": absolute("overview.show", project_id=subject.project_id), "why": why}

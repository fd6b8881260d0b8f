"""What people of the group say before a decision: an opinion, a tick, and the wish that it be taken."""

from app import clock
from app.db import db, lock
from app.gates.voices import Opinion, Request, Tick
from app.journal.actions import record
from app.outbox.actions import post
from workflows.engine import Refused
from workflows.gates import TICKED
from workflows.sentences import Sentence

NOT_YOURS = Sentence("Only the person named in the condition can confirm it.")
NO_SUCH_CONDITION = Sentence("The gate does not ask for this any more.")


def here(plan):
    return {"project_id": plan.project_id, "stage_id": plan.stage.id, "round": plan.round}


def give_opinion(plan, *, actor, is_yes, sentence):
    """Yes or no with a sentence; the latest one of each person counts in this round."""
    lock(plan)
    opinion = db.session.scalar(db.select(Opinion).filter_by(**here(plan), user_id=actor.id))
    if opinion is None:
        opinion = Opinion(**here(plan), stage=plan.stage, user=actor)
        db.session.add(opinion)
    opinion.is_yes, opinion.sentence, opinion.at = is_yes, sentence, clock.now()
    db.session.flush()
    record(opinion, "give", actor=actor, is_yes=is_yes)
    return opinion


def ask(plan, *, actor, note):
    """Ask those who decide at this gate to do so. Who asks twice before the answer has asked once."""
    lock(plan)
    open_one = db.select(Request).filter_by(project_id=plan.project_id, user_id=actor.id, decision_id=None)
    if db.session.scalar(open_one):
        return
    request = Request(project_id=plan.project_id, stage=plan.stage, user=actor, note=note, at=clock.now())
    db.session.add(request)
    db.session.flush()
    entry = record(request, "ask", actor=actor)
    readers = [person for person in plan.deciders if person.id != actor.id]
    post("gates/ask", readers, subject=request, cause=entry.id, entry=entry)


def tick(plan, condition_id, *, actor, is_on):
    """Confirm a condition by name and day, or take that back; raises `Refused` where it is another's to confirm."""
    lock(plan)
    asked = asked_by_hand(plan, condition_id)
    if refusal := tick_refusal(plan, asked, actor):
        raise Refused([refusal])
    found = db.session.scalar(db.select(Tick).filter_by(**here(plan), condition_id=condition_id))
    if is_on and found is None:
        found = Tick(**here(plan), stage=plan.stage, condition_id=condition_id, user=actor, at=clock.now())
        db.session.add(found)
        db.session.flush()
        record(found, "set", actor=actor, **about(asked))
    elif not is_on and found is not None:
        record(found, "unset", actor=actor, **about(asked))
        db.session.delete(found)


def asked_by_hand(plan, condition_id):
    """The condition of the present gate that a person meets by a tick."""
    found = (asked for asked in plan.stage.conditions if asked["id"] == condition_id and asked["kind"] in TICKED)
    if asked := next(found, None):
        return asked
    raise Refused([NO_SUCH_CONDITION])


def tick_refusal(plan, asked, actor):
    """Why this person may not confirm it, or None: an approval is its named person's, the rest the workgroup's."""
    if asked["kind"] == "approved":
        return None if asked["by"] == actor.id else NOT_YOURS
    return None if plan.project.has_member(actor) else Sentence("Only people of the workgroup can do this.")


def about(asked):
    """The words of what was confirmed, for the journal."""
    return {"what": asked.get("question") or asked.get("role") or ""}

"""Decide at a gate: go, not yet, or back. One transaction holds the decision, the move and the letters."""

from sqlalchemy.orm.attributes import flag_modified

from app import clock
from app.db import db, lock
from app.errors import check_version
from app.gates.models import Decision, Verdict
from app.gates.queries import gate_of
from app.gates.voices import Request
from app.journal.actions import record
from app.outbox.actions import post, void_unsent
from app.outbox.moves import move
from app.projects.visiting import enter, leave, return_to
from workflows.engine import Refused
from workflows.meetings import MeetingState
from workflows.projects import ProjectState
from workflows.sentences import Sentence, p
from workflows.stages import decides

NOT_MET = Sentence("Not all conditions are met. Meet them, or let each missing one pass with a reason of its own.")
NO_REASON = Sentence("Say why: the reason is kept with the decision.")
NOT_RUNNING = Sentence("Gates are decided only while the project is running.")
NO_SUCH_STAGE = Sentence("Choose an earlier stage to go back to.")
NOT_HELD = Sentence("Choose a meeting that was held.")


def decide(plan, verdict, *, actor, version, reason="", ask_again_on=None, to_key=None, meeting=None, waivers=()):
    """Take the decision at the gate of the present stage and tell the group. The caller commits.

    `waivers` are ``{id of a condition: reason}``; `to_key` is the stage that `back` leads to. Raises `Stale` when
    the plan moved since the form was drawn, `Refused` with every reason that stands in the way.
    """
    check_version(plan, version)
    gate = gate_of(plan.project)
    passed = waived(gate, verdict, dict(waivers))
    refuse(plan, verdict, actor, reason, passed, gate, meeting)
    decision = Decision(
        project_id=plan.project_id,
        project=plan.project,
        stage=gate.stage,
        to_stage=target(plan, verdict, to_key),
        round=plan.round,
        verdict=verdict,
        reason=reason,
        ask_again_on=ask_again_on if verdict is Verdict.NOT_YET else None,
        conditions=as_they_stand(gate),
        waivers=passed,
        meeting=meeting,
        decided_by=actor,
        at=clock.now(),
    )
    db.session.add(decision)
    db.session.flush()
    tell(decision, carry_out(plan, decision), actor)
    answer_requests(decision)
    decision.plan_version = plan.version
    return decision


def waived(gate, verdict, reasons):
    """The missing conditions that may pass, each with its own reason; only `go` passes any."""
    if verdict is not Verdict.GO:
        return []
    return [{"id": answer.id, "reason": reasons[answer.id]} for answer in gate.missing if reasons.get(answer.id)]


def refuse(plan, verdict, actor, reason, passed, gate, meeting):
    reasons = []
    if not decides.holds(plan, actor):
        reasons.append(decides.reason)
    if plan.project.state is not ProjectState.RUNNING:
        reasons.append(NOT_RUNNING)
    if verdict is Verdict.GO and len(passed) < len(gate.missing):
        reasons.append(NOT_MET)
    if verdict is not Verdict.GO and not reason:
        reasons.append(NO_REASON)
    if meeting and meeting.state is not MeetingState.HELD:
        reasons.append(NOT_HELD)
    if reasons:
        raise Refused(reasons)


def target(plan, verdict, to_key):
    """The stage that the decision leads to; None where the project stays, or is completed."""
    if verdict is Verdict.GO:
        return plan.next_stage
    if verdict is Verdict.NOT_YET:
        return None
    earlier = {stage.key: stage for stage in plan.earlier_stages}
    if to_key not in earlier:
        raise Refused([NO_SUCH_STAGE])
    return earlier[to_key]


def as_they_stand(gate):
    """The conditions and their figures, with all that they were asked about, kept for ever."""
    return [
        answer.asked | {"words": answer.words, "done": answer.done, "wanted": answer.wanted, "is_met": answer.is_met}
        for answer in gate.answers
    ]


def carry_out(plan, decision):
    """Stay, go, go back, or complete the project after the last stage; gives the journal's entry."""
    actor = decision.decided_by
    kept = {"decision": decision.id, "reason": decision.reason}
    # The version rises although the stage may stay, so that a second decision on the same page is stale.
    flag_modified(plan, "round")
    if decision.verdict is Verdict.NOT_YET:
        return record(plan, "not_yet", actor=actor, **kept)
    leave(plan)
    if decision.to_stage is None:
        entry = record(plan, "finish", actor=actor, **kept)
        move(plan.project, "complete", actor=actor)
        return entry
    is_back = decision.verdict is Verdict.BACK
    plan.round += is_back
    trigger, act = (f"back_to_{decision.to_stage.key}", "back") if is_back else ("go", "go")
    entry = move(plan, trigger, actor=actor, act=act, **kept)
    enter(plan)
    return entry


def tell(decision, entry, actor):
    """One letter to each person of the project but the one who decided."""
    readers = [person for person in decision.project.people if person.id != actor.id]
    post("gates/decide", readers, subject=decision, cause=entry.id, entry=entry)


def answer_requests(decision):
    """Whoever asked for a decision has one now."""
    asked = db.update(Request).where(Request.project_id == decision.project_id, Request.decision_id.is_(None))
    db.session.execute(asked.values(decision_id=decision.id))


def take_back(decision, *, actor):
    """Undo a decision while it is fresh: the project stands where it stood, and who was told hears of it."""
    plan = decision.project.plan
    lock(plan)
    lock(decision)
    void_unsent(decision, p("letter reason", "The decision was taken back."))
    move(decision, "take_back", actor=actor)
    flag_modified(plan, "round")
    if decision.verdict is Verdict.NOT_YET:
        return
    if decision.to_stage is None:
        return_to(plan, decision)
        move(decision.project, "go_on", actor=actor)
    else:
        move(plan, f"return_to_{decision.stage.key}", actor=actor, act="return")
        return_to(plan, decision)

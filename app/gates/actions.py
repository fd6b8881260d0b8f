"""Decide at a gate: go, not yet, or back. One transaction holds the decision, the move and the letters."""

from app import clock
from app.db import db
from app.errors import check_version
from app.gates.models import Decision, Verdict
from app.gates.queries import gate_of
from app.journal.actions import record
from app.outbox.actions import post
from app.outbox.moves import move
from workflows.engine import Refused
from workflows.guards import coordinates
from workflows.sentences import Sentence

NOT_MET = Sentence("Not all conditions are met. Meet them, or let each missing one pass with a reason of its own.")
NO_REASON = Sentence("Say why: the reason is kept with the decision.")
NOT_RUNNING = Sentence("Gates are decided only while the project is running.")


def decide(plan, verdict, *, actor, version, reason="", ask_again_on=None, to_key=None, meeting=None, waivers=()):
    """Take the decision at the gate of the present stage and tell the group. The caller commits.

    `waivers` are ``{kind of condition: reason}``; `to_key` is the stage that `back` leads to. Raises `Stale` when
    the plan moved since the form was drawn, `Refused` with every reason that stands in the way.
    """
    db.session.refresh(plan, with_for_update=True)
    check_version(plan, version)
    waivers = dict(waivers)
    gate = gate_of(plan.project)
    refuse(plan, verdict, actor, reason, waivers, gate)
    decision = Decision(
        project_id=plan.project_id,
        stage=gate.stage,
        to_stage=target(plan, verdict, to_key),
        round=plan.round,
        verdict=verdict,
        reason=reason,
        ask_again_on=ask_again_on if verdict is Verdict.NOT_YET else None,
        conditions=as_they_stand(gate),
        waivers=[{"kind": kind, "reason": why} for kind, why in waivers.items()] if verdict is Verdict.GO else [],
        meeting=meeting,
        decided_by=actor,
        at=clock.now(),
    )
    db.session.add(decision)
    carry_out(plan, verdict, to_key, actor)
    tell(decision, actor)
    return decision


def refuse(plan, verdict, actor, reason, waivers, gate):
    reasons = []
    if not coordinates.holds(plan, actor):
        reasons.append(coordinates.reason)
    if plan.project.state.name != "RUNNING":
        reasons.append(NOT_RUNNING)
    if verdict is Verdict.GO and any(not waivers.get(answer.kind) for answer in gate.missing):
        reasons.append(NOT_MET)
    if verdict is not Verdict.GO and not reason:
        reasons.append(NO_REASON)
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
        raise Refused([Sentence("Choose an earlier stage to go back to.")])
    return earlier[to_key]


def as_they_stand(gate):
    """The conditions and their figures, kept for ever."""
    return [
        {"kind": answer.kind, "words": answer.words, "done": answer.done, "wanted": answer.wanted}
        for answer in gate.answers
    ]


def carry_out(plan, verdict, to_key, actor):
    """Leave the stage and enter the other; after the last one the project is completed."""
    if verdict is Verdict.NOT_YET:
        touch(plan)
        return
    here = plan.stage
    here.left_at = clock.now()
    if verdict is Verdict.GO and plan.next_stage is None:
        touch(plan)
        db.session.flush()
        move(plan.project, "complete", actor=actor)
        return
    move(plan, "go" if verdict is Verdict.GO else f"back_to_{to_key}", actor=actor)
    plan.stage.entered_at, plan.stage.left_at = clock.now(), None
    plan.round += verdict is Verdict.BACK


def touch(plan):
    """Raise the plan's version although its stage stays, so that a second decision on the same page is stale."""
    db.session.execute(
        db.update(type(plan))
        .where(type(plan).id == plan.id, type(plan).version == plan.version)
        .values(version=plan.version + 1)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(plan)


def tell(decision, actor):
    """One letter to each person of the project but the one who decided."""
    entry = record(decision, "decide", actor=actor, verdict=decision.verdict.name, reason=decision.reason)
    readers = [person for person in decision.project.people if person.id != actor.id]
    post("gates/decide", readers, subject=decision, cause=entry.id, entry=entry)

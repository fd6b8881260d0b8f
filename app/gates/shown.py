"""The gate as its page shows it: conditions, what was said, and what the reader can do about it."""

from types import SimpleNamespace

from flask import g, url_for

from app.gates import queries, saying, words
from app.numbers import number
from app.rights import Act
from app.text import say
from workflows.gates import TICKED
from workflows.stages import decides

PLACES = {
    "workgroup": "workgroup.index",
    "meetings": "meetings.index",
    "tasks": "tasks.index",
    "materials": "materials.index",
    "persons": "materials.persons",
    "documents": "plans.documents",
    "gate": "gates.stages",
}


def gate_shown(gate):
    """All that `gates/_gate.html` draws of a gate, its voices read in one statement."""
    plan, project = gate.project.plan, gate.project
    voices = queries.voices_of(plan)
    mine = next((row for row in voices.opinions if row.user_id == g.actor.id), None)
    return SimpleNamespace(
        conditions=[shown(answer, gate, voices) for answer in gate.answers],
        voices=voices,
        names={id: person.short_name for id, person in project.sat.items()},
        my_opinion=mine,
        may_decide=decides.holds(plan, g.actor),
        deciders=plan.deciders,
        may_advise=project.allows(g.actor, Act.ADVISE),
        has_asked=any(row.user_id == g.actor.id for row in voices.requests),
    )


def shown(answer, gate, voices):
    """One condition as the conditions macro takes it."""
    item = words.figures(answer.done, answer.wanted, answer.is_met) | {
        "text": words.text_of(answer.asked),
        "since": signed(gate.since_yesterday(answer)),
        "url": url_for(PLACES[answer.place], project_id=gate.project.id),
    }
    return item | {"url": None, "tick": tick_of(answer, gate, voices)} if answer.kind in TICKED else item


def signed(n):
    """+3 or −2; nothing where nothing changed."""
    return f"{'+' if n > 0 else '−'}{number(abs(n))}" if n else None


def tick_of(answer, gate, voices):
    """Who confirmed the condition and when, and the button of who may, or the sentence of why not."""
    row = voices.ticks.get(answer.id)
    refusal = saying.tick_refusal(gate.project.plan, answer.asked, g.actor)
    return {
        "who": row and gate.project.sat[row.user_id].short_name,
        "at": row and row.at,
        "reason": refusal and say(refusal),
        "url": url_for("gates.tick", project_id=gate.project.id, condition_id=answer.id),
    }

"""The project's page: where we stand, what is missing, what I do, when we meet, who we are, what we collect."""

from datetime import date

import sqlalchemy as sa
from flask import Blueprint, g, render_template
from flask_babel import format_date
from flask_babel import gettext as _

from app import clock, dates
from app.charts import Part, StageShown
from app.db import rows
from app.drawing import address
from app.etag import unchanged
from app.gates.queries import gate_of
from app.gates.timeline import state_of
from app.home.next_meeting import next_of
from app.home.queries import tasks_in
from app.materials.words import TONES
from app.outbox.health import at_this_hour, troubles_in
from app.projects.glance import ASKING, WITH_MAIL, at_a_glance
from app.rights import Act
from app.tasks.cards import Card
from app.tasks.words import state_words
from app.text import word
from workflows.materials import MaterialState

bp = Blueprint("overview", __name__)
MINE = tasks_in(sa.bindparam("project_id"), ASKING, most=6)
MONTHS = 12
FEWEST = 6


def init_app(app):
    app.register_blueprint(bp)
    app.add_template_global(stages_shown)


@bp.get("/projects/<int:project_id>")
def show(project_id):
    project = at_a_glance(project_id, g.actor, WITH_MAIL, **at_this_hour())
    troubles = troubles_in(project) if project.allows(g.actor, Act.READ_LETTERS) else []
    meeting = next_of(project_id)
    if answer := unchanged([project], meeting and meeting.id, troubles):
        return answer
    gate = gate_of(project)
    counted = gate.facts.counted
    return render_template(
        "home/overview.html",
        project=project,
        troubles=troubles,
        counted=counted,
        gate=gate,
        tasks=[Card(row, {}) for row in rows(MINE, project_id=project_id, actor_id=g.actor.id)],
        words=state_words(),
        meeting=meeting,
        growth=growth(counted),
        collection=collection(project, counted),
        today=clock.today(g.actor.time_zone),
    )


def stages_shown(project):
    """The stages as the arrowed line takes them."""
    plan = project.plan
    here = plan.stages.index(plan.stage)
    today = clock.today(project.time_zone)
    page = address("gates.stages", project_id=project.id)
    return tuple(
        StageShown(stage.title, state_of(stage, place - here), note(stage, place - here, today), page)
        for place, stage in enumerate(plan.stages)
    )


def note(stage, distance, today):
    """What a glance needs: days left in the present stage, the first day of the next."""
    if distance == 0 and not stage.left_at:
        left = (stage.planned_end - today).days
        if left < -dates.COUNTED:
            return _("Was to end: %(day)s", day=dates.short_day(stage.planned_end))
        return _("Days left: %(n)s", n=left) if left >= 0 else _("Days late: %(n)s", n=-left)
    return _("From: %(day)s", day=format_date(stage.planned_start, "d MMM")) if distance == 1 else None


def growth(counted):
    """Materials collected in each of the last months, as pairs of first day and number.

    A young collection is shown from its first month, but never by fewer than half a year.
    """
    months = [first_day(back) for back in range(MONTHS - 1, -1, -1)]
    collected = [(month, counted.get(("collected", f"{month:%Y-%m}"), 0)) for month in months]
    begun = next((place for place, (_month, n) in enumerate(collected) if n), 0)
    return tuple(collected[min(begun, MONTHS - FEWEST) :])


def collection(project, counted):
    """How many materials are in each state that has any, as parts of the whole, each with its list."""
    page = address("materials.index", project_id=project.id)
    return tuple(
        Part(word("material", state.value), n, TONES[state], f"{page}?state={state.name}")
        for state in MaterialState
        if (n := counted.get(("materials", state.name), 0))
    )


def first_day(months_back):
    """The first day of the month, in UTC, that lies so many months before this one."""
    now = clock.now()
    month = now.year * 12 + now.month - 1 - months_back
    return date(month // 12, month % 12 + 1, 1)

"""The project's page: where we stand, what is missing, what I do, when we meet, who we are, what we collect."""

from datetime import UTC, datetime
from itertools import pairwise

from flask import Blueprint, g, render_template, url_for
from flask_babel import format_date, pgettext
from flask_babel import gettext as _
from sqlalchemy import func

from app import clock
from app.db import db
from app.gates.queries import gate_of
from app.gates.timeline import state_of
from app.home.queries import read_cards, tasks_in
from app.materials.models import Material
from app.materials.words import TONES
from app.meetings import queries as meetings
from app.projects import queries as projects
from app.tally import counts
from app.tasks.words import state_words
from workflows.materials import MaterialState

bp = Blueprint("overview", __name__)
MONTHS = 12
FEWEST = 6


def init_app(app):
    app.register_blueprint(bp)
    app.add_template_global(stages_shown)


@bp.get("/projects/<int:project_id>")
def show(project_id):
    project = projects.find(project_id, g.actor)
    return render_template(
        "home/overview.html",
        project=project,
        gate=gate_of(project),
        tasks=read_cards(db.session.execute(tasks_in(project.id, g.actor, most=6)).all()),
        words=state_words(),
        meeting=meetings.next_of(project.id),
        growth=growth(project),
        collection=collection(project),
        today=clock.today(g.actor.time_zone),
    )


def stages_shown(project):
    """The stages as the arrowed line takes them."""
    plan = project.plan
    here = plan.stages.index(plan.stage)
    today = clock.today(project.time_zone)
    return [
        {
            "name": stage.title,
            "state": state_of(stage, place - here),
            "note": note(stage, place - here, today),
            "url": url_for("gates.stages", project_id=project.id),
        }
        for place, stage in enumerate(plan.stages)
    ]


def note(stage, distance, today):
    """What a glance needs: days left in the present stage, the first day of the next."""
    if distance == 0 and not stage.left_at:
        left = (stage.planned_end - today).days
        return _("Days left: %(n)s", n=left) if left >= 0 else _("Days late: %(n)s", n=-left)
    return _("From: %(day)s", day=format_date(stage.planned_start, "d MMM")) if distance == 1 else None


def growth(project):
    """Materials collected in each of the last months, as pairs of first day and number, counted in one statement.

    A young collection is shown from its first month, but never by fewer than half a year.
    """
    days = [first_day(back) for back in range(MONTHS - 1, -2, -1)]
    collected = (Material.project_id == project.id, Material.deleted_at.is_(None), Material.created_at >= days[0])
    months = [
        func.count().filter(Material.created_at >= begins, Material.created_at < ends)
        for begins, ends in pairwise(days)
    ]
    counted = db.session.execute(db.select(*months).where(*collected)).one()
    begun = next((place for place, n in enumerate(counted) if n), 0)
    shown = min(begun, MONTHS - FEWEST)
    return [(begins.date(), n) for begins, n in zip(days, counted, strict=False)][shown:]


def collection(project):
    """How many materials are in each state that has any, as parts of the whole, each with its list."""
    counted = counts(project.id)
    return [
        {
            "label": pgettext("material", state.value),
            "n": n,
            "tone": TONES[state],
            "url": url_for("materials.index", project_id=project.id, state=state.name),
        }
        for state in MaterialState
        if (n := counted.get(("materials", state.name), 0))
    ]


def first_day(months_back):
    """The instant, in UTC, at which the month began that lies so many months before this one."""
    now = clock.now()
    month = now.year * 12 + now.month - 1 - months_back
    return datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC)

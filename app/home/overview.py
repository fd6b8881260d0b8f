"""The project's page: where we stand, what is missing, what I do, when we meet, who we are, what we collect."""

from collections import Counter

from flask import Blueprint, g, render_template, url_for
from flask_babel import format_date
from flask_babel import gettext as _

from app import clock
from app.db import db
from app.gates.queries import gate_of
from app.home.queries import tasks_of
from app.materials.models import Material
from app.meetings import queries as meetings
from app.projects import queries as projects
from app.tasks.models import Task

bp = Blueprint("overview", __name__)
MONTHS = 12


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
        tasks=db.session.scalars(tasks_of(g.actor).where(Task.project_id == project.id).limit(6)).all(),
        meeting=meetings.next_of(project.id),
        growth=growth(project),
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
            "state": "done" if place < here or stage.left_at else "now" if place == here else "later",
            "note": note(stage, place - here, today),
            "url": url_for("gates.stages", project_id=project.id),
        }
        for place, stage in enumerate(plan.stages)
    ]


def note(stage, distance, today):
    """What a glance needs: days left in the present stage, the first day of the next."""
    if distance == 0:
        left = (stage.planned_end - today).days
        return _("Days left: %(n)s", n=left) if left >= 0 else _("Days late: %(n)s", n=-left)
    return _("From: %(day)s", day=format_date(stage.planned_start, "d MMM")) if distance == 1 else None


def growth(project):
    """Materials collected in each of the last months, as pairs of month and number."""
    rows = db.session.scalars(
        db.select(Material.created_at)
        .where(Material.project_id == project.id, Material.deleted_at.is_(None))
        .order_by(Material.id.desc())
        .limit(2000)
    )
    months = Counter((at.year, at.month) for at in rows)
    return [(f"{month:02}.{year}", months[year, month]) for year, month in last_months()]


def last_months():
    now = clock.now()
    last = now.year * 12 + now.month - 1
    return [(month // 12, month % 12 + 1) for month in range(last - MONTHS + 1, last + 1)]

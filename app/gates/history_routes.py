"""The stages with their history: the page, and the same as a file for a spreadsheet."""

from zoneinfo import ZoneInfo

from flask import Response, g, render_template
from flask_babel import gettext as _
from flask_babel import pgettext

from app.gates import queries, words
from app.gates.history import stays
from app.gates.timeline import timeline
from app.projects import queries as projects
from app.spreadsheets import as_csv, as_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"csv": (as_csv, "text/csv"), "xlsx": (as_xlsx, XLSX)}


def add_to(bp):
    bp.get("/projects/<int:project_id>/stages")(stages)
    bp.get("/projects/<int:project_id>/stages.<any(csv,xlsx):kind>")(export)


def stages(project_id):
    project = projects.find(project_id, g.actor)
    visits, decisions = queries.visits_of(project), queries.decisions_of(project)
    return render_template(
        "gates/stages.html",
        project=project,
        gate=queries.gate_of(project),
        timeline=timeline(project, visits),
        stays=stays(project.plan, visits, decisions, ZoneInfo(project.time_zone)),
    )


def export(project_id, kind):
    """Every stay in a stage as one line: planned and real days, the round, who decided what, when and why."""
    project = projects.find(project_id, g.actor)
    zone = ZoneInfo(project.time_zone)
    found = stays(project.plan, queries.visits_of(project), queries.decisions_of(project), zone)
    write, media_type = KINDS[kind]
    file = write(heads(), [line(stay, zone) for stay in found])
    name = f'attachment; filename="stages-{project.id}.{kind}"'
    return Response(file, mimetype=media_type, headers={"Content-Disposition": name})


def heads():
    return (
        _("Round"),
        _("Stage"),
        _("Planned start"),
        _("Planned end"),
        _("Working days planned"),
        _("Entered"),
        _("Left"),
        _("Working days"),
        _("Decision"),
        _("Decided by"),
        _("Reason"),
        _("Passed without being met"),
    )


def line(stay, zone):
    decision = stay.decision
    return (
        stay.visit.round,
        stay.stage.title,
        stay.stage.planned_start,
        stay.stage.planned_end,
        stay.planned_days,
        stay.visit.entered_at.astimezone(zone).date(),
        stay.visit.left_at and stay.visit.left_at.astimezone(zone).date(),
        stay.days,
        decision and pgettext("verdict", decision.verdict.value),
        decision and decision.decided_by.full_name,
        decision and decision.reason,
        decision and "; ".join(f"{asked}: {reason}" for asked, reason in words.passed(decision)),
    )

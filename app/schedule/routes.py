"""The pages of work in time: timeline and calendar of a project, one's own calendar, the workload, a task's dates."""

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext as _

from app import clock
from app.accounts.next_page import next_page
from app.etag import unchanged
from app.forms import draw
from app.gates.timeline import state_of
from app.pages import done
from app.projects.glance import all_of, at_a_glance
from app.rights import Act
from app.schedule import queries
from app.schedule.days import days_of
from app.schedule.timeline import lies_in, picture
from app.schedule.windows import UNITS, asked_window
from app.schedule.workload import MOST, burdens, weeks_from
from app.tasks import actions
from app.tasks import queries as tasks
from app.tasks.blueprint import say_done
from app.tasks.forms import DatesForm
from app.tasks.words import state_words

bp = Blueprint("schedule", __name__)


def init_app(app):
    app.register_blueprint(bp)


@bp.get("/projects/<int:project_id>/timeline")
def timeline(project_id):
    project = at_a_glance(project_id, g.actor)
    if answer := unchanged([project]):
        return answer
    today = clock.today(project.time_zone)
    window = asked_window(request.args, today, "quarter")
    pieces, is_cut = queries.pieces_in(project, window)
    meetings = queries.meetings_in(project, window)
    stages = with_states(project.plan)
    ties = queries.ties_among([piece.card for piece in pieces])
    return render_template(
        "schedule/timeline.html",
        project=project,
        window=window,
        units=UNITS,
        today=today,
        pieces=pieces,
        meetings=meetings,
        is_cut=is_cut,
        stages=[stage for stage, _state in stages if lies_in(window, stage)],
        picture=picture(window, stages, meetings, pieces, ties, today),
        words=state_words(),
    )


def with_states(plan):
    here = plan.stages.index(plan.stage)
    return [(stage, state_of(stage, place - here)) for place, stage in enumerate(plan.stages)]


@bp.get("/projects/<int:project_id>/calendar")
def calendar(project_id):
    project = at_a_glance(project_id, g.actor)
    if answer := unchanged([project]):
        return answer
    today = clock.today(project.time_zone)
    window = asked_window(request.args, today, "month")
    cards, is_cut = queries.due_in(project, window)
    return draw_calendar(window, today, cards, queries.meetings_in(project, window), is_cut, project=project)


@bp.get("/calendar")
def mine():
    """The reader's own tasks and meetings, in whatever project."""
    projects = all_of(g.actor)
    if answer := unchanged(projects):
        return answer
    today = clock.today(g.actor.time_zone)
    window = asked_window(request.args, today, "month")
    cards, is_cut = queries.due_for(g.actor, window)
    return draw_calendar(window, today, cards, queries.meetings_for(g.actor, window), is_cut, project=None)


def draw_calendar(window, today, cards, meetings, is_cut, *, project):
    return render_template(
        "schedule/calendar.html",
        project=project,
        window=window,
        units=("week", "month"),
        days=days_of(window, cards, meetings),
        today=today,
        is_cut=is_cut,
    )


@bp.get("/projects/<int:project_id>/workload")
def workload(project_id):
    project = at_a_glance(project_id, g.actor)
    if answer := unchanged([project]):
        return answer
    today = clock.today(project.time_zone)
    people, is_cut = burdens(project, weeks_from(today))
    return render_template("schedule/workload.html", project=project, burdens=people, most=MOST, is_cut=is_cut)


@bp.route("/tasks/<int:task_id>/dates", methods=["GET", "POST"])
def dates(task_id):
    """When a task begins and when it is due, changed from the timeline."""
    task = tasks.find(task_id, g.actor)
    task.require(g.actor, Act.EDIT_TASKS)
    form = DatesForm(task)
    back = next_page(request.values.get("next", "")) if request.values.get("next") else usual_page(task)
    if not form.validate_on_submit():
        return draw("schedule/dates.html", form, project=task.project, task=task, back=back)
    people = {"assignees": task.assignees}
    entry = actions.revise(task, actor=g.actor, version=form.drawn_from, **people, **form.values())
    if entry:
        say_done(_("Changed: %(title)s", title=task.title), task, entry, back)
    return done(back)


def usual_page(task):
    return url_for(".timeline", project_id=task.project_id)

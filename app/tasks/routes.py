"""Tasks: the list, one of them, its moves."""

from datetime import date

from flask import Blueprint, flash, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from app import clock
from app.errors import check_version
from app.forms import draw
from app.journal import sentences
from app.moves import choices
from app.outbox.moves import advance
from app.pages import done, posted_version
from app.projects import queries as projects
from app.rights import Act
from app.tasks import actions, board, letters, queries
from app.tasks.forms import TaskFilter, TaskForm
from app.tasks.models import Task
from workflows.sentences import Sentence
from workflows.tasks import TASK, TaskState

bp = Blueprint("tasks", __name__)
board.add_to(bp)
TONES = {"TODO": "quiet", "DOING": "sky", "IN_REVIEW": "gold", "DONE": "good", "CANCELLED": "quiet"}


def init_app(app):
    app.register_blueprint(bp)
    letters.init_app()
    app.jinja_env.globals["task_tones"] = TONES
    app.jinja_env.globals["task_words"] = {state.name.lower(): state.value for state in TaskState}
    sentences.register_link("task", "tasks.show", "task_id")
    sentences.register_moves(Task)
    sentences.register("task/create", Sentence("%(who)s wrote the task “%(title)s”"))
    sentences.register("task/revise", Sentence("%(who)s changed the task “%(title)s”"))
    sentences.register("task/delete", Sentence("%(who)s threw the task “%(title)s” away"))
    sentences.register("task/restore", Sentence("%(who)s brought the task “%(title)s” back"))


@bp.get("/projects/<int:project_id>/tasks")
def index(project_id):
    project = projects.find(project_id, g.actor)
    chosen = TaskFilter(project, request.args)
    tasks, has_more = queries.page_of(project, after=last_shown(), **chosen.values())
    return render_template(
        "tasks/index.html",
        project=project,
        tasks=tasks,
        has_more=has_more,
        filter=chosen,
        chosen={f.name: f.data for f in chosen if f.data},
        today=clock.today(project.time_zone),
        stages={stage.id: stage.title for stage in project.plan.stages},
    )


def last_shown():
    """The last task of the page before, from the address: its due day and id; None on the first page."""
    last_id = request.args.get("after", type=int)
    return None if last_id is None else (request.args.get("due", type=date.fromisoformat), last_id)


@bp.route("/projects/<int:project_id>/tasks/new", methods=["GET", "POST"])
def new(project_id):
    project = projects.find(project_id, g.actor)
    project.require(g.actor, Act.EDIT_TASKS)
    form = TaskForm(project)
    if form.validate_on_submit():
        task = actions.create(project, actor=g.actor, **form.values())
        flash(_("The task is written: %(title)s", title=task.title), "done")
        another = "another" in request.form
        return done(url_for(".new", project_id=project.id) if another else url_for(".show", task_id=task.id))
    return draw("tasks/edit.html", form, project=project, task=None)


@bp.get("/tasks/<int:task_id>")
def show(task_id):
    task = queries.find(task_id, g.actor)
    return render_template(
        "tasks/show.html",
        project=task.project,
        task=task,
        choices=choices(task, g.actor),
        may_edit=task.allows(g.actor, Act.EDIT_TASKS),
        today=clock.today(task.project.time_zone),
    )


@bp.route("/tasks/<int:task_id>/edit", methods=["GET", "POST"])
def edit(task_id):
    task = queries.find(task_id, g.actor)
    task.require(g.actor, Act.EDIT_TASKS)
    form = TaskForm(task.project, task)
    if form.validate_on_submit():
        check_version(task, form.drawn_from)
        actions.revise(task, actor=g.actor, **form.values())
        return done(url_for(".show", task_id=task.id))
    return draw("tasks/edit.html", form, project=task.project, task=task)


@bp.post(f"/tasks/<int:task_id>/<any({','.join(TASK.triggers)}):trigger>")
def move(task_id, trigger):
    task = queries.find(task_id, g.actor)
    fire(task, trigger)
    flash(_("“%(title)s”: %(state)s", title=task.title, state=pgettext("task", task.state.value)), "done")
    return done(came_from(task))


def fire(task, trigger):
    """Move the task and keep what hangs on its state."""
    before = task.state
    advance(task, trigger, actor=g.actor, version=posted_version())
    actions.moved(task, before, g.actor)


def came_from(task):
    """My day, when the tick there was pressed; else the task's page."""
    is_home = (request.referrer or "").removeprefix(request.host_url.rstrip("/")) in ("/", "")
    return url_for("home.index") if is_home and request.referrer else url_for(".show", task_id=task.id)


@bp.post("/tasks/<int:task_id>/delete")
def delete(task_id):
    task = queries.find(task_id, g.actor)
    task.require(g.actor, Act.EDIT_TASKS)
    check_version(task, posted_version())
    actions.delete(task, actor=g.actor)
    undo = url_for(".restore", task_id=task.id)
    flash({"text": _("Thrown away: %(title)s", title=task.title), "undo": undo}, "done")  # type: ignore[arg-type]
    return done(url_for(".index", project_id=task.project_id))


@bp.post("/tasks/<int:task_id>/restore")
def restore(task_id):
    task = queries.find_deleted(task_id, g.actor)
    task.require(g.actor, Act.EDIT_TASKS)
    actions.restore(task, actor=g.actor)
    return done(url_for(".show", task_id=task.id))

"""Tasks: a new one, one of them, its form and its moves."""

from flask import flash, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from app import clock
from app.accounts.next_page import ours
from app.comments import subjects
from app.db import db
from app.errors import Stale, refused
from app.etag import unchanged
from app.form_keys import new_form_key
from app.forms import draw
from app.journal import sentences
from app.moves import choices
from app.pages import done, or_my_day, posted_version
from app.projects.glance import at_a_glance
from app.rights import Act
from app.tasks import actions, board_routes, letters, limits, purging, queries, reminding, turning, undoing
from app.tasks.attachments import routes as attachments
from app.tasks.batches import routes as batch_routes
from app.tasks.blueprint import bp, page, say_done
from app.tasks.changes import history_of
from app.tasks.checklist import routes as checklist_routes
from app.tasks.due import due_here, due_in_full, with_hour
from app.tasks.forms import TaskForm
from app.tasks.imports import routes as import_routes
from app.tasks.labels import queries as labels
from app.tasks.labels import routes as label_routes
from app.tasks.lists import routes as list_routes
from app.tasks.models import Task
from app.tasks.quick import routes as quick_routes
from app.tasks.shown import find_shown
from app.tasks.ties import routes as tie_routes
from app.tasks.words import TONES, repeats
from workflows.engine import Refused
from workflows.sentences import Sentence
from workflows.tasks import TASK

board_routes.add_to(bp)
quick_routes.add_to(bp)
limits.add_to(bp)


def init_app(app):
    app.register_blueprint(bp)
    app.jinja_env.globals["task_tones"] = TONES
    letters.init_app()
    list_routes.init_app(app)
    quick_routes.init_app(app)
    label_routes.init_app()
    batch_routes.init_app()
    import_routes.init_app()
    app.add_template_global(repeats)
    for words in (with_hour, due_here, due_in_full):
        app.add_template_global(words)
    turning.init_app()
    reminding.init_app()
    checklist_routes.init_app()
    tie_routes.init_app(app)
    purging.init_app()
    attachments.init_app()
    subjects.register("task", queries.visible_to, page, shows_comments=True)
    sentences.register_link("task", "tasks.show", "task_id")
    sentences.register_moves(Task)
    sentences.register("task/create", Sentence("%(who)s wrote the task “%(title)s”"))
    sentences.register("task/revise", Sentence("%(who)s changed the task “%(title)s”"))
    sentences.register("task/assign", Sentence("%(who)s gave out the task “%(title)s”: %(names)s"))
    sentences.register("task/delete", Sentence("%(who)s threw the task “%(title)s” away"))
    sentences.register("project/limit", Sentence("%(who)s set the limits of the board"))
    sentences.register("task/restore", Sentence("%(who)s brought the task “%(title)s” back"))


@bp.route("/projects/<int:project_id>/tasks/new", methods=["GET", "POST"])
def new(project_id):
    project = at_a_glance(project_id, g.actor)
    project.require(g.actor, Act.EDIT_TASKS)
    form = TaskForm(project, labels.of_project(project))
    if "preview" in request.form or not form.validate_on_submit():
        return draw("tasks/edit.html", form, project=project, task=None)
    task = actions.create(project, actor=g.actor, **form.values())
    flash(_("The task is written: %(title)s", title=task.title), "done")
    return done(url_for(".new", project_id=project_id) if "another" in request.form else page(task.id))


@bp.get("/tasks/<int:task_id>")
def show(task_id):
    task = find_shown(task_id, g.actor)
    if answer := unchanged([task]):
        return answer
    return render_template(
        "tasks/show.html",
        history=history_of(task),
        project=at_a_glance(task.project_id, g.actor),
        task=task,
        choices=choices(task, g.actor),
        today=clock.today(task.time_zone),
    )


@bp.route("/tasks/<int:task_id>/edit", methods=["GET", "POST"])
def edit(task_id):
    task, project = seen(task_id) if request.method == "GET" else held(task_id)
    task.require(g.actor, Act.EDIT_TASKS)
    form = TaskForm(project, labels.of_project(project), task)
    if "preview" in request.form or not form.validate_on_submit():
        return draw("tasks/edit.html", form, project=project, task=task)
    try:
        entry = actions.revise(task, actor=g.actor, version=form.drawn_from, **form.values())
    except Stale:
        return draw_beside(task, form)
    if entry:
        say_done(_("Changed: %(title)s", title=task.title), task, entry)
    return done(page(task.id))


def seen(task_id):
    """The task and its project as a page shows them."""
    task = find_shown(task_id, g.actor)
    return task, at_a_glance(task.project_id, g.actor)


def held(task_id):
    """The task and its project as they are changed."""
    task = queries.find(task_id, g.actor)
    return task, task.project


def draw_beside(task, form):
    """Somebody saved while this form was open: what was typed, beside what the task is now."""
    db.session.rollback()
    form.version.data, form.form_key.data = task.version, new_form_key()
    return render_template("tasks/edit.html", form=form, project=task.project, task=task, is_stale=True), 409


@bp.post(f"/tasks/<int:task_id>/<any({','.join(TASK.triggers)}):trigger>")
def move(task_id, trigger):
    task = queries.find(task_id, g.actor)
    entry = actions.move(task, trigger, actor=g.actor, version=posted_version())
    words = _("“%(title)s”: %(state)s", title=task.title, state=pgettext("task", task.state.value))
    if undoing.can_go_back(task, entry, g.actor):
        say_done(words, task, entry)
    else:
        flash(words, "done")
    return done(or_my_day(page(task.id)))


@bp.post("/tasks/<int:task_id>/delete")
def delete(task_id):
    task = queries.find(task_id, g.actor)
    task.require(g.actor, Act.EDIT_TASKS)
    actions.delete(task, actor=g.actor, version=posted_version())
    undo = url_for(".restore", task_id=task_id)
    flash({"text": _("Thrown away: %(title)s", title=task.title), "undo": undo}, "done")  # type: ignore[arg-type]
    return done(url_for(".index", project_id=task.project_id))


@bp.post("/tasks/<int:task_id>/undo/<int:entry_id>")
def undo(task_id, entry_id):
    """Take back what an entry of the task's history says; the reader goes where the button was pressed."""
    task = queries.find(task_id, g.actor)
    task.require(g.actor, Act.EDIT_TASKS)
    entry = queries.find_entry(task, entry_id)
    back = ours(request.args.get("next", "")) or or_my_day(page(task_id))
    try:
        undoing.undo(task, entry, actor=g.actor)
    except Refused as refusal:
        return refused(refusal, back=back)
    flash(_("Taken back."), "done")
    return done(back)


@bp.post("/tasks/<int:task_id>/restore")
def restore(task_id):
    task = queries.find_deleted(task_id, g.actor)
    task.require(g.actor, Act.EDIT_TASKS)
    actions.restore(task, actor=g.actor)
    return done(page(task.id))

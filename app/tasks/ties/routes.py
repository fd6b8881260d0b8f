"""The page on which a task is tied to others and to things, and the tasks of a thing."""

from flask import flash, g, render_template, request, url_for
from flask_babel import gettext as _

from app.addresses import row_id
from app.errors import refused
from app.journal import sentences
from app.kazakh import tidy
from app.pages import done
from app.projects.glance import at_a_glance
from app.rights import Act
from app.tasks import queries as tasks
from app.tasks.blueprint import bp, page
from app.tasks.shown import find_shown
from app.tasks.ties import actions, queries
from app.tasks.ties.linked import LINKED
from workflows.engine import Refused
from workflows.sentences import Sentence


def init_app(app):
    app.add_template_global(LINKED, "linked")
    sentences.register("task/block", Sentence("%(who)s: “%(title)s” waits for “%(onto)s”"))
    sentences.register("task/unblock", Sentence("%(who)s: “%(title)s” no longer waits for “%(onto)s”"))
    sentences.register("task/link", Sentence("%(who)s tied the task “%(title)s” to “%(onto)s”"))
    sentences.register("task/unlink", Sentence("%(who)s untied the task “%(title)s” from “%(onto)s”"))


@bp.get("/tasks/<int:task_id>/ties")
def ties(task_id):
    task = find_shown(task_id, g.actor)
    task.require(g.actor, Act.EDIT_TASKS)
    words = tidy(request.args.get("words", ""))[:100]
    return render_template(
        "tasks/ties.html",
        project=at_a_glance(task.project_id, g.actor),
        task=task,
        words=words,
        found=queries.candidates(task, words) if words else [],
        most=queries.AT_ONCE,
    )


@bp.post("/tasks/<int:task_id>/ties/<any(after,before,about):how>")
def tie(task_id, how):
    """`after` and `before` another task, or `about` a thing; `is_on` says whether from now on, or no more."""
    task = tasks.find(task_id, g.actor)
    task.require(g.actor, Act.EDIT_TASKS)
    is_on = request.form.get("is_on") == "1"
    try:
        taken_back = about(task, is_on) if how == "about" else order(task, how, is_on)
    except Refused as refusal:
        return refused(refusal, back=url_for(".ties", task_id=task_id))
    if taken_back:
        undo = url_for(".undo", task_id=taken_back.subject_id, entry_id=taken_back.id)
        flash({"text": _("Untied: %(title)s", title=taken_back.params["onto"]), "undo": undo}, "done")  # type: ignore[arg-type]
    return done(page(task_id))


def order(task, how, is_on):
    other = queries.find_other(task, request.form.get("id", type=row_id))
    blocked, blocker = (task, other) if how == "after" else (other, task)
    return (actions.block if is_on else actions.unblock)(blocked, blocker, actor=g.actor)


def about(task, is_on):
    thing = queries.find_thing(task.project_id, request.form.get("kind"), request.form.get("id", type=row_id))
    return (actions.link if is_on else actions.unlink)(task, thing, actor=g.actor)


@bp.get("/tasks/about/<kind>/<int:subject_id>")
def of_thing(kind, subject_id):
    """The tasks about a thing."""
    thing = queries.find_visible(kind, subject_id, g.actor)
    return render_template(
        "tasks/about.html",
        project=at_a_glance(thing.project_id, g.actor),
        thing=thing,
        thing_page=LINKED[kind].address(subject_id),
        tasks=queries.about(thing),
    )

"""The board's page, and the place that a card is given on it: by script, or by the card's own plain form."""

from flask import flash, g, jsonify, redirect, render_template, request, url_for

from app import clock
from app.db import db
from app.errors import Stale
from app.etag import unchanged
from app.pages import done, posted_version, row_id
from app.projects.glance import at_a_glance
from app.rights import Act
from app.tally import counts, total
from app.tasks import actions, queries
from app.tasks.board import columns_of, drops, share_drops
from app.tasks.words import state_words
from app.text import say
from workflows.engine import Refused
from workflows.tasks import TASK, TaskState


def add_to(bp):
    bp.get("/projects/<int:project_id>/board", endpoint="board")(show)
    bp.route("/tasks/<int:task_id>/place", methods=["GET", "POST"], endpoint="place")(place)


def show(project_id):
    project = at_a_glance(project_id, g.actor)
    if answer := unchanged([project]):
        return answer
    is_mine = "mine" in request.args
    columns = columns_of(project, after=asked_places(), person_id=g.actor.id if is_mine else None)
    shared, named = share_drops(columns, g.actor)
    counted = counts(project.id)
    return render_template(
        "tasks/board.html",
        project=project,
        columns=columns,
        shared_drops=shared,
        drops_of=named,
        counted=counted,
        totals=None if is_mine else totals(counted),
        is_mine=is_mine,
        may_edit=project.allows(g.actor, Act.EDIT_TASKS),
        today=clock.today(project.time_zone),
        words=words_by_name(),
    )


def asked_places():
    """After which card each column begins, as the links below the columns say."""
    asked = {state: request.args.get(state.name.lower(), type=row_id) for state in TaskState}
    return {state: card_id for state, card_id in asked.items() if card_id}


def totals(counted):
    """How many tasks stand in each state."""
    keys = {key for what, key in counted if what == "tasks"}
    return {
        state: total(counted, "tasks", [key for key in keys if key.endswith(f":{state.name}")]) for state in TaskState
    }


def place(task_id):
    """The page that asks where a card shall go, and what the script posts when one is dropped."""
    task = queries.find(task_id, g.actor)
    task.require(g.actor, Act.EDIT_TASKS)
    if request.method == "GET":
        return ask_place(task)
    try:
        actions.place(task, actor=g.actor, version=posted_version(), **asked_place())
    except Refused as refused:
        return answer_refused([say(reason) for reason in refused.reasons], task_id)
    except Stale:
        if not is_by_script():
            raise
        db.session.rollback()
        return jsonify(stale=True), 409
    return answer_placed(task)


def ask_place(task):
    return render_template(
        "tasks/place.html",
        project=task.project,
        task=task,
        drops=drops(task, g.actor),
        columns=columns_of(task.project, after={}),
        words=words_by_name(),
    )


def asked_place():
    trigger = request.form.get("trigger", "")
    return {
        "trigger": trigger if trigger in TASK.triggers else "",
        "before_id": request.form.get("before", type=row_id),
    }


def answer_placed(task):
    """The script goes on with the version and the moves that the card has from now on."""
    placed = {"version": task.version, "moves": drops(task, g.actor)}
    answer = done(url_for(".board", project_id=task.project_id))
    return jsonify(placed) if is_by_script() else answer


def answer_refused(reasons, task_id):
    db.session.rollback()
    if is_by_script():
        return jsonify(reasons=reasons), 409
    for reason in reasons:
        flash(reason, "refused")
    return redirect(url_for(".place", task_id=task_id), code=303)


def words_by_name():
    return {state.name.lower(): words for state, words in state_words().items()}


def is_by_script():
    return request.headers.get("X-Requested-With") == "fetch"

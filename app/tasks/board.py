"""The board: columns are the states of the life cycle; a card's place is posted by script or by its plain form."""

from flask import flash, g, jsonify, render_template, request, url_for

from app import clock
from app.db import db
from app.errors import Stale, check_version
from app.kazakh import tidy
from app.outbox.moves import advance
from app.pages import done, new_form_key, posted_version
from app.projects import queries as projects
from app.rights import Act
from app.tasks import actions, queries
from app.text import say
from workflows.engine import Refused
from workflows.tasks import TASK


def add_to(bp):
    bp.get("/projects/<int:project_id>/board", endpoint="board")(show)
    bp.post("/tasks/<int:task_id>/place", endpoint="place")(place)
    bp.post("/projects/<int:project_id>/tasks/quick", endpoint="quick")(quick)


def show(project_id):
    project = projects.find(project_id, g.actor)
    mine = "mine" in request.args
    columns = queries.columns_of(project, mine=g.actor.id if mine else None)
    return render_template(
        "tasks/board.html",
        project=project,
        columns=columns,
        mine=mine,
        drops={card.id: drops(card) for cards, _more in columns.values() for card in cards},
        today=clock.today(project.time_zone),
    )


def drops(task):
    """Where the card may go: for each state that a move reaches, the trigger and what stands in its way."""
    offered = TASK.choices(task, actor=g.actor)
    return {
        TASK.target(task, trigger).name.lower(): {"trigger": trigger, "reasons": [say(reason) for reason in reasons]}
        for trigger, reasons in offered.items()
    }


def quick(project_id):
    """A task from one line: the title alone."""
    project = projects.find(project_id, g.actor)
    project.require(g.actor, Act.EDIT_TASKS)
    from_line(project)
    return done(url_for(".board", project_id=project.id))


def from_line(project):
    title = tidy(request.form.get("title", ""))[:200]
    if title:
        actions.create(project, actor=g.actor, title=title, stage=project.plan.stage, assignees=[g.actor])


def place(task_id):
    """Move the card to another column, or within its own; a script is answered in JSON, a form by the board."""
    task = queries.find(task_id, g.actor)
    task.require(g.actor, Act.EDIT_TASKS)
    try:
        put(task)
    except Refused as refused:
        return refused_place(task, refused)
    except Stale:
        if not by_script():
            raise
        db.session.rollback()
        return jsonify(stale=True), 409
    board = url_for(".board", project_id=task.project_id)
    if not by_script():
        return done(board)
    answered = {"version": task.version, "form_key": new_form_key(), "moves": drops(task)}
    done(board)
    return jsonify(answered)


def by_script():
    return request.headers.get("X-Requested-With") == "fetch"


def put(task):
    """Fire the move that the form names, then take the place before the card it names."""
    trigger = request.form.get("trigger", "")
    if trigger in TASK.triggers:
        before = task.state
        advance(task, trigger, actor=g.actor, version=posted_version())
        actions.moved(task, before, g.actor)
    else:
        check_version(task, posted_version())
    if "before" in request.form:
        neighbour = request.form.get("before", type=int)
        actions.place(task, neighbour and queries.find(neighbour, g.actor))
    db.session.flush()


def refused_place(task, refused):
    reasons = [say(reason) for reason in refused.reasons]
    board = url_for(".board", project_id=task.project_id)
    db.session.rollback()
    if by_script():
        return jsonify(reasons=reasons), 409
    for reason in reasons:
        flash(reason, "refused")
    return done(board)

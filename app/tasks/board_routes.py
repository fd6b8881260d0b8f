"""The board's page, and the place that a card is given on it: by script, or by the card's own plain form."""

from flask import flash, g, jsonify, redirect, render_template, request, url_for

from app import clock
from app.addresses import row_id
from app.db import db
from app.errors import Stale
from app.etag import unchanged
from app.pages import done, posted_version
from app.projects.glance import at_a_glance
from app.rights import Act
from app.tally import counts
from app.tasks import actions, queries
from app.tasks.board import columns_of, drops, drops_on, share_drops
from app.tasks.board_view import COLUMNS_AT_ONCE, BoardView
from app.tasks.groups import KINDS, group_named, groups_of
from app.text import say
from workflows.engine import Refused
from workflows.tasks import TASK


def add_to(bp):
    bp.get("/projects/<int:project_id>/board", endpoint="board")(show)
    bp.route("/tasks/<int:task_id>/place", methods=["GET", "POST"], endpoint="place")(place)


def show(project_id):
    project = at_a_glance(project_id, g.actor)
    if answer := unchanged([project]):
        return answer
    today = clock.today(project.time_zone)
    view = BoardView(project, request.args, today, g.actor)
    lanes = view.read()
    shared, named = moves_of(view, lanes)
    counted = counts(project.id)
    return render_template(
        "tasks/board.html",
        project=project,
        view=view,
        lanes=lanes,
        shared_drops=shared,
        drops_of=named,
        counted=counted,
        totals=view.totals(counted),
        limits=project.board_limits,
        may_edit=project.allows(g.actor, Act.EDIT_TASKS),
        today=today,
    )


def moves_of(view, lanes):
    """Where each card may go, as the script takes it: what alike cards share, and the name of each one's share."""
    cards = [card for lane in lanes for column in lane.columns for card in column.cards]
    if view.by == "state":
        return share_drops(cards, g.actor)
    return {"any": drops_on(view.columns.groups)}, dict.fromkeys((card.id for card in cards), "any")


def place(task_id):
    """The page that asks where a card shall go, and what the script posts when one is dropped."""
    task = queries.find(task_id, g.actor)
    task.require(g.actor, Act.EDIT_TASKS)
    if request.method == "GET":
        return ask_place(task)
    try:
        actions.place(task, actor=g.actor, version=posted_version(), **asked_place(task))
    except Refused as refused:
        return answer_refused([say(reason) for reason in refused.reasons], task_id)
    except Stale:
        if not is_by_script():
            raise
        db.session.rollback()
        return jsonify(stale=True), 409
    return answer_placed(task)


def ask_place(task):
    """The page of one card: columns of the board that it was called from, or of another one."""
    today = clock.today(task.project.time_zone)
    by = asked_kind("by") or "state"
    groups = groups_of(by, task.project, today)
    return render_template(
        "tasks/place.html",
        project=task.project,
        task=task,
        by=by,
        groups=groups,
        drops=drops(task, g.actor) if by == "state" else drops_on(groups),
        columns=columns_of(task.project, groups[:COLUMNS_AT_ONCE]),
    )


def asked_kind(name):
    return request.values.get(name) if request.values.get(name) in KINDS else None


def asked_place(task):
    """What the card becomes where it was put: another state by a move, other facts by its column and its lane."""
    trigger = request.form.get("trigger", "")
    facts = {**becoming(task, "by", "column", "home"), **becoming(task, "lanes", "lane", "home_lane")}
    return {
        "trigger": trigger if trigger in TASK.triggers else "",
        "before_id": request.form.get("before", type=row_id),
        "is_among_open": asked_kind("by") not in (None, "state"),
        **facts,
    }


def becoming(task, kind, target, source):
    """The new facts of a task by the group that it was put into; raises `Refused` where nothing can be put."""
    name, key = asked_kind(kind), request.form.get(target)
    if name in (None, "state") or not key:
        return {}
    group = group_named(name, key, task.project, clock.today(task.project.time_zone))
    if group.becomes is None:
        raise Refused([group.why_not])
    return group.becomes(task, request.form.get(source))


def answer_placed(task):
    """The script goes on with the version and the moves that the card has from now on."""
    by = asked_kind("by")
    answer = done(url_for(".board", project_id=task.project_id, by=by if by != "state" else None))
    if not is_by_script():
        return answer
    is_by_state = by in (None, "state")
    return jsonify(version=task.version, moves=drops(task, g.actor) if is_by_state else None)


def answer_refused(reasons, task_id):
    db.session.rollback()
    if is_by_script():
        return jsonify(reasons=reasons), 409
    for reason in reasons:
        flash(reason, "refused")
    return redirect(url_for(".place", task_id=task_id, by=asked_kind("by")), code=303)


def is_by_script():
    return request.headers.get("X-Requested-With") == "fetch"

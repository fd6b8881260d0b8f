"""Picked tasks: what shall become of them, how each would look, the change, and the way back."""

from flask import flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app import clock
from app.addresses import row_id
from app.db import db, locked
from app.forms import draw
from app.journal import sentences
from app.pages import done
from app.projects import queries as projects
from app.projects.glance import at_a_glance
from app.rights import Act
from app.tables import batches
from app.tasks import queries
from app.tasks.batches import actions
from app.tasks.batches.forms import ChangeForm
from app.tasks.batches.picked import read_picked
from app.tasks.batches.rows import rows_of
from app.tasks.blueprint import bp
from app.tasks.filters import Filters
from app.tasks.labels import queries as labels
from app.tasks.models import Task
from workflows.sentences import Sentence

#: So many tasks are changed at once.
MOST = 200
OF_LIST = ("words", "state", "person", "stage", "label", "due", "sort")


def init_app():
    sentences.register("task/turn_back", Sentence("%(who)s took the last move of “%(title)s” back"))


def picked():
    """The ids that were picked on this page of the list and on those before it."""
    found = dict.fromkeys(request.values.getlist("pick", type=row_id))
    return list(found)[:MOST]


@bp.route("/projects/<int:project_id>/tasks/change", methods=["GET", "POST"])
def change(project_id):
    find = at_a_glance if request.method == "GET" else projects.find
    project = find(project_id, g.actor)
    project.require(g.actor, Act.EDIT_TASKS)
    named = labels.of_project(project)
    ids = all_found(project, named) if "all" in request.values else picked()
    tasks = read_picked(project, named, ids) if request.method == "GET" else hold_picked(project, ids)
    if not tasks:
        flash(_("Tick the tasks that you want to change."), "refused")
        return redirect(url_for(".index", project_id=project_id, pick_mode=1))
    form = ChangeForm(project, named, formdata=request.values)
    is_asked = form.is_filled_in and form.validate()
    rows = rows_of(form, tasks, g.actor) if is_asked else []
    if request.method == "POST" and is_asked:
        return carry_out(project, form, rows)
    return draw("tasks/batches/change.html", form, project=project, tasks=tasks, rows=rows, listed=of_list())


def hold_picked(project, ids):
    """Those of the project's tasks, held until the commit."""
    query = queries.with_parts(queries.visible_to(g.actor).where(Task.project_id == project.id, Task.id.in_(ids)))
    return sorted(db.session.scalars(locked(query)), key=lambda task: ids.index(task.id))


def all_found(project, named):
    """The ids of all that the list's filter finds, as many as can be changed at once."""
    stages = {stage.id: stage.title for stage in project.plan.stages}
    names = {label.id: label.name for label in named}
    filters = Filters(project, stages, names, clock.today(project.time_zone), request.values)
    tasks, _more = queries.page_of(project, most=MOST, **filters.wanted())
    return [task.id for task in tasks]


def carry_out(project, form, rows):
    """Change what can be changed and was not changed by somebody since the preview was drawn."""
    seen = {row.task.id: request.form.get(f"version-{row.task.id}") for row in rows}
    ready = [row for row in rows if row.is_changed and str(row.task.version) == seen[row.task.id]]
    batch = actions.change(project, ready, form.trigger.data, actor=g.actor)
    tell(batch, len(ready), len(rows) - len(ready))
    return done(url_for(".index", project_id=project.id, **of_list()))


def tell(batch, n, left):
    text = ngettext("%(num)d task is changed.", "%(num)d tasks are changed.", n)
    if left:
        text += " " + ngettext("%(num)d task is left as it is.", "%(num)d tasks are left as they are.", left)
    undo = batch and url_for(".take_back", batch_id=batch.id)
    flash({"text": text, "undo": undo} if undo else text, "done" if n else "refused")  # type: ignore[arg-type]


def of_list():
    """The conditions and the order of the list on which the tasks were picked."""
    kept = {name: request.values.get(name) for name in OF_LIST}
    return {name: value for name, value in kept.items() if value}


@bp.post("/batches/<batch_id>/take-back")
def take_back(batch_id):
    """Whoever did it takes it back; one that was taken back already stays so."""
    batch = batches.find(batch_id, g.actor, ("change", "import"))
    batch.require(g.actor, Act.EDIT_TASKS)
    if batch.undone_at is None:
        n, left = actions.take_back(batch, actor=g.actor)
        text = ngettext("%(num)d task is as it was.", "%(num)d tasks are as they were.", n)
        if batch.kind == "import":
            text = ngettext("%(num)d task is thrown away again.", "%(num)d tasks are thrown away again.", n)
        if left:
            text += " " + ngettext(
                "%(num)d task was changed since and is left as it is.",
                "%(num)d tasks were changed since and are left as they are.",
                left,
            )
        flash(text, "done")
    return done(url_for(".index", project_id=batch.project_id))

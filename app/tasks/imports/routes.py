"""The pages of an import: the file, the dry run with its columns, the deed."""

from flask import abort, flash, g, redirect, request, url_for
from flask_babel import ngettext

from app import clock
from app.dates import short_day
from app.db import db
from app.files.actions import clean_name
from app.forms import draw
from app.jobs.queue import every_minute
from app.numbers import duration
from app.pages import begin_writing, begins_itself, done
from app.projects import queries as projects
from app.rights import Act
from app.tables import batches
from app.tables.columns import asked
from app.tables.forms import TableForm
from app.tables.reading import MOST_LINES
from app.tasks.batches.actions import bring_in
from app.tasks.blueprint import bp
from app.tasks.due import with_hour
from app.tasks.imports.matching import OTHER_HEADS, Known, fields, read_lines
from app.tasks.labels import queries as labels
from app.tasks.models import Task
from app.tasks.quick.queries import known_in

#: So many lines the page of the dry run shows whole; those with errors are shown all.
SHOWN = 50

KINDS = ("table", "import")


def init_app():
    every_minute(forget_old)


def forget_old():
    batches.forget("table")


@bp.route("/projects/<int:project_id>/tasks/import", methods=["GET", "POST"])
@begins_itself
def import_tasks(project_id):
    """The table is read before the transaction that keeps it begins: that takes its time."""
    project = may_import(project_id)
    form = TableForm()
    if not form.validate_on_submit():
        return draw("tasks/imports/new.html", form, project=project, most=MOST_LINES)
    facts = {"name": clean_name(form.table.data.filename)[:100], "heads": form.heads, "lines": form.lines}
    return begin_writing() or keep_table(project_id, facts)


def keep_table(project_id, facts):
    batch = batches.start(may_import(project_id), "table", actor=g.actor, **facts)
    return done(url_for(".try_import", project_id=project_id, batch_id=batch.id))


@bp.route("/projects/<int:project_id>/tasks/import/<batch_id>", methods=["GET", "POST"])
def try_import(project_id, batch_id):
    """What each line would become; nothing is written before the button below is pressed."""
    project = may_import(project_id)
    batch = mine(project, batch_id)
    if batch.kind == "import":
        return redirect(url_for(".index", project_id=project_id))
    columns = asked(batch.facts["heads"], fields, OTHER_HEADS)
    named = labels.of_project(project)
    lines = read_lines(batch.facts["lines"], columns, known_by(project, named, numbers_in(batch, columns)))
    good = [line for line in lines if not line.errors]
    if request.method == "POST" and good:
        labels_by_id = {label.id: label for label in named}
        bring_in(project, [facts_of(line, project, labels_by_id) for line in good], actor=g.actor, batch=batch)
        tell(batch, len(good), len(lines) - len(good))
        return done(url_for(".index", project_id=project_id))
    return draw(
        "tasks/imports/try.html",
        TableForm(formdata=None),
        project=project,
        batch=batch,
        columns=columns,
        fields=fields(),
        lines=[line for n, line in enumerate(lines) if line.errors or n < SHOWN],
        meant=Meant(project, named),
        n_good=len(good),
        n_bad=len(lines) - len(good),
    )


class Meant:
    """What the cells of a line were taken for, in words."""

    def __init__(self, project, named):
        self.stages = {stage.id: stage.title for stage in project.plan.stages}
        self.people = {id: person.short_name for id, person in project.sat.items()}
        self.labels = {label.id: label.name for label in named}

    def words(self, line, field):
        """None where it was taken as it stands."""
        fact = line.facts.get(field)
        if field in ("people", "labels"):
            return ", ".join(getattr(self, field)[id] for id in fact or ())
        if field == "stage":
            return self.stages.get(fact)
        if field == "due":
            return fact and with_hour(short_day(fact), line.facts.get("due_time"))
        if field == "starts_on":
            return fact and short_day(fact)
        return duration(fact) if field == "estimate" and fact else None


def may_import(project_id):
    project = projects.find(project_id, g.actor)
    project.require(g.actor, Act.EDIT_TASKS)
    return project


def mine(project, batch_id):
    """The reader's table, before and after it became tasks, or a 404."""
    batch = batches.find(batch_id, g.actor, KINDS)
    return batch if batch.project_id == project.id else abort(404)


def numbers_in(batch, columns):
    """The numbers of tasks that stand in the table."""
    cells = [line[columns["id"]] for line in batch.facts["lines"]] if "id" in columns else []
    return {int(cell) for cell in cells if cell.isdecimal() and len(cell) < 10}


def known_by(project, named, numbers):
    known = known_in(project, named, g.actor)
    here = (Task.project_id == project.id, Task.id.in_(numbers), Task.deleted_at.is_(None))
    ids = db.session.scalars(db.select(Task.id).where(*here)) if numbers else ()
    return Known(known.people, known.stages, known.labels, clock.today(project.time_zone), frozenset(ids))


def facts_of(line, project, labels_by_id):
    """What `tasks.actions.create` takes of a line; a task without a stage belongs to the present one."""
    stages = {stage.id: stage for stage in project.plan.stages}
    return {
        "title": line.facts["title"],
        "assignees": [project.sat[id] for id in dict.fromkeys(line.facts.get("people", ()))],
        "labels": [labels_by_id[id] for id in dict.fromkeys(line.facts.get("labels", ()))],
        "stage": stages.get(line.facts.get("stage"), project.plan.stage),
        "needs_review": line.facts.get("review", False),
        **{name: line.facts[name] for name in PLAIN if line.facts.get(name) is not None},
    }


#: The facts that a task takes as they were read.
PLAIN = ("due", "due_time", "starts_on", "priority", "estimate", "description")


def tell(batch, n, left):
    text = ngettext("%(num)d task is brought in.", "%(num)d tasks are brought in.", n)
    if left:
        text += " " + ngettext("%(num)d line was left out.", "%(num)d lines were left out.", left)
    flash({"text": text, "undo": url_for(".take_back", batch_id=batch.id)}, "done")  # type: ignore[arg-type]

"""The pages of an import of materials: the table, the dry run with its columns, the deed and what it left out."""

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import RadioField
from wtforms.validators import InputRequired

from app.db import db
from app.files.actions import clean_name
from app.forms import draw, options
from app.jobs.queue import every_minute
from app.materials import queries
from app.materials.blueprint import bp
from app.materials.changes import changes_of
from app.materials.imports import long
from app.materials.imports.actions import DONE, LEAVING, UNDER_WAY, WAITING, carry_out, left_of
from app.materials.imports.columns import MOST_LINES, names, other_heads
from app.materials.imports.rows import ADD, UPDATE
from app.materials.imports.template import template
from app.materials.imports.trials import outcome_kept, outcome_of
from app.materials.imports.trying import try_table
from app.materials.named_files.matching import how_many
from app.pages import begin_writing, begins_itself, done
from app.projects import queries as projects
from app.rights import Act
from app.spreadsheets import XLSX, as_xlsx
from app.tables import batches
from app.tables.columns import asked
from app.tables.forms import TableForm

#: Columns that there must be.
NEEDED = {ADD: ("title", "genre"), UPDATE: ("accession",)}
#: Of a table that is seen in the list of earlier ones; nothing is said of one that was carried out.
STATES = {WAITING: _l("Not carried out yet"), UNDER_WAY: _l("Being carried out"), LEAVING: _l("Being taken back")}
KINDS = (*STATES, DONE)
MODES = {ADD: _l("Record new materials"), UPDATE: _l("Change materials by their accession numbers")}


def init_app():
    every_minute(forget_old)
    long.init_app()


def forget_old():
    batches.forget(WAITING)


class StartForm(TableForm):
    most = MOST_LINES
    mode = RadioField(_l("What the table is for"), [InputRequired()], choices=options(MODES.items()), default=ADD)


@bp.route("/projects/<int:project_id>/materials/import", methods=["GET", "POST"])
@begins_itself
def import_table(project_id):
    """The table is read before the transaction that keeps it begins: that takes its time."""
    project, form = may_import(project_id), StartForm()
    if not form.validate_on_submit():
        earlier = batches.latest(project, g.actor, KINDS)
        return draw(
            "materials/imports/new.html", form, project=project, most=MOST_LINES, earlier=earlier, states=STATES
        )
    name = clean_name(form.table.data.filename)[:100]
    facts = {"name": name, "mode": form.mode.data, "heads": form.heads, "lines": form.lines}
    return begin_writing() or keep_table(project_id, facts)


def keep_table(project_id, facts):
    project = may_import(project_id)
    batch = batches.start(project, WAITING, actor=g.actor, **facts)
    if long.is_long(batch):
        return long.look(project, batch, asked(facts["heads"], names, other_heads(project)), alike=True)
    return done(url_for(".try_import", batch_id=batch.id))


@bp.get("/projects/<int:project_id>/materials/template.xlsx")
def import_template(project_id):
    may_import(project_id)
    return as_file(template(), "materials-template")


@bp.route("/materials/import/<batch_id>", methods=["GET", "POST"])
def try_import(batch_id):
    """What each line would become; after the button below was pressed, what became of them."""
    project, batch = mine(batch_id)
    if batch.kind == DONE:
        return draw_done(project, batch)
    if batch.kind in (UNDER_WAY, LEAVING):
        return redirect(url_for("jobs.show", job_id=batch.job_id))
    if long.is_long(batch):
        return try_long(project, batch)
    columns = asked(batch.facts["heads"], names, other_heads(project))
    tried = tried_now(project, batch, columns)
    if request.method == "POST" and tried.ready and request.form.get("agreed") == tried.mark:
        carry_out(project, tried, batch, actor=g.actor)
        tell(batch, tried)
        return done(url_for(".try_import", batch_id=batch_id))
    is_other_now = request.method == "POST"
    if is_other_now:
        db.session.rollback()
    page = draw_trial(project, batch, columns, outcome_of(tried), are_alike_same(), is_other_now=is_other_now)
    return page, 409 if is_other_now else 200


def draw_done(project, batch):
    """What became of the lines; of a long table the first materials are named."""
    titles = queries.titles([row["id"] for row in batch.facts["materials"]])
    named = how_many(project, batch.id)
    return render_template(
        "materials/imports/done.html", project=project, batch=batch, modes=MODES, named=named, titles=titles
    )


def try_long(project, batch):
    """The worker looks through a long table, and carries it out; here it is asked to."""
    trial = batch.facts.get("trial")
    if trial and "matched" not in request.values:
        columns, alike = trial["columns"], trial["alike"]
    else:
        columns, alike = asked(batch.facts["heads"], names, other_heads(project)), are_alike_same()
    is_tried = bool(trial) and (trial["columns"], trial["alike"]) == (columns, alike)
    if request.method == "POST":
        if is_tried and trial["ready"] and request.form.get("agreed") == trial["mark"]:
            return long.carry_out(project, batch)
        return long.look(project, batch, columns, alike=alike)
    return draw_trial(project, batch, columns, outcome_kept(trial) if is_tried else None, alike)


def tried_now(project, batch, columns):
    return try_table(
        project,
        batch.facts,
        columns,
        actor=g.actor,
        are_alike_same=are_alike_same(),
        holding=request.method == "POST",
    )


def are_alike_same():
    """Names that differ in Kazakh letters alone are the same, unless the reader took the mark away."""
    return "matched" not in request.values or "alike" in request.values


def draw_trial(project, batch, columns, tried, alike, *, is_other_now=False):
    """The dry run; of a long table that is still to be looked through, its columns alone."""
    return render_template(
        "materials/imports/try.html",
        project=project,
        batch=batch,
        columns=columns,
        kept_columns={f"col-{field}": column for field, column in columns.items()},
        fields=names(),
        tried=tried,
        changes_of=changes_of,
        are_alike_same=alike,
        missing=[names()[field] for field in NEEDED[batch.facts["mode"]] if field not in columns],
        modes=MODES,
        is_other_now=is_other_now,
    )


@bp.get("/materials/import/<batch_id>/left.xlsx")
def import_left(batch_id):
    """The lines with errors as they were sent, each with its sentences, to be mended and sent again."""
    project, batch = mine(batch_id)
    left = batch.facts.get("left")
    if left is None and long.is_long(batch):
        left = long.left_now(batch)
    elif left is None:
        left = left_of(batch, tried_now(project, batch, asked(batch.facts["heads"], names, other_heads(project))))
    return as_file(as_xlsx([*batch.facts["heads"], _("What is wrong")], left), "materials-errors")


def may_import(project_id):
    project = projects.find(project_id, g.actor)
    project.require(g.actor, Act.COLLECT)
    return project


def mine(batch_id):
    """The project, and the reader's table before or after it was carried out; or a 404."""
    batch = batches.find(batch_id, g.actor, KINDS)
    return may_import(batch.project_id), batch


def tell(batch, tried):
    text = ngettext("%(num)d material is recorded.", "%(num)d materials are recorded.", len(tried.ready))
    if batch.facts["mode"] == UPDATE:
        text = ngettext("%(num)d material is changed.", "%(num)d materials are changed.", len(tried.ready))
    flash({"text": text, "undo": url_for(".take_back", batch_id=batch.id)}, "done")  # type: ignore[arg-type]


def as_file(content, name):
    kept_as = f'attachment; filename="{name}.xlsx"'
    return Response(content, mimetype=XLSX, headers={"Content-Disposition": kept_as})

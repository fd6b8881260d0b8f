"""Picked materials: what shall become of them, how each would look, the deed, and the way back."""

from flask import flash, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.addresses import row_id
from app.db import db
from app.materials import taking_back, words
from app.materials.changes import changes_of
from app.materials.filters import Filters
from app.materials.imports import long
from app.materials.imports.actions import DONE
from app.materials.imports.rows import ADD
from app.materials.imports.trying import whole
from app.materials.many.actions import KIND, carry_out, try_change
from app.materials.many.forms import ChangeForm
from app.materials.matching import all_found
from app.materials.models import Material
from app.materials.named_files.naming import forget_batch
from app.pages import done
from app.projects import queries as projects
from app.rights import Act
from app.tables import batches

#: So many materials are changed at once.
MOST = 200


def add_to(bp):
    bp.add_url_rule("/projects/<int:project_id>/materials/change", "change", change, methods=["GET", "POST"])
    bp.post("/materials/batches/<batch_id>/take-back")(take_back)


def change(project_id):
    project = projects.find(project_id, g.actor)
    project.require(g.actor, Act.COLLECT)
    filters = Filters(request.args, g.actor)
    form, materials = ChangeForm(formdata=request.values), picked(project, filters)
    is_asked = form.is_filled_in and form.validate()
    tried = try_change(form, materials, actor=g.actor) if is_asked else None
    if request.method == "POST" and tried and tried.ready and request.form.get("agreed") == tried.mark:
        batch = carry_out(project, form, tried, actor=g.actor)
        tell(batch, form, len(tried.ready))
        return done(url_for(".index", project_id=project_id, **filters.chosen))
    return draw_change(project, form, materials, tried, filters)


def draw_change(project, form, materials, tried, filters):
    """The page; 409 where something changed since its reader looked."""
    is_other_now = bool(request.method == "POST" and tried)
    if request.method == "POST":
        db.session.rollback()
    page = render_template(
        "materials/many/change.html",
        project=project,
        form=form,
        materials=materials,
        tried=tried,
        filters=filters,
        changes_of=changes_of,
        is_other_now=is_other_now,
        most=MOST,
        is_ticked=bool(ticked()),
    )
    return page, 409 if is_other_now else 422 if form.errors else 200


def picked(project, filters):
    """The materials that were ticked, or all that the list's filter finds, the latest first, held where we write."""
    ids = ticked() or all_found(project.id, filters, MOST)
    found = whole(project, Material.id.in_(ids), holding=request.method == "POST")
    return sorted(found, key=lambda material: ids.index(material.id))


def ticked():
    return list(dict.fromkeys(request.values.getlist("pick", type=row_id)))[:MOST]


def tell(batch, form, n):
    text = ngettext("%(num)d material is changed.", "%(num)d materials are changed.", n)
    if form.trigger.data:
        text = ngettext("%(num)d material is moved.", "%(num)d materials are moved.", n)
    flash({"text": text, "undo": url_for(".take_back", batch_id=batch.id)}, "done")  # type: ignore[arg-type]


def tell_back(batch, n):
    """How many are what they were, or are no more where the import brought them; and what stays."""
    text = ngettext("%(num)d material is as it was.", "%(num)d materials are as they were.", n)
    if batch.facts.get("mode") == ADD:
        text = ngettext("%(num)d material is taken away.", "%(num)d materials are taken away.", n)
    stay = ", ".join(batch.facts["stay"])
    left = _("Changed since and left as they are: %(numbers)s", numbers=stay) if stay else ""
    flash(" ".join(filter(None, (text, left, words.of_names(batch.facts["names"])))), "done")


def take_back(batch_id):
    """Whoever did it takes it back; one that was taken back already stays so."""
    batch = batches.find(batch_id, g.actor, (DONE, KIND))
    projects.find(batch.project_id, g.actor).require(g.actor, Act.COLLECT)
    if batch.job_id and batch.undone_at is None:
        return long.take_back(batch)
    if batch.undone_at is None:
        forget_batch(batch.id)
        tell_back(batch, taking_back.take_back(batch, actor=g.actor))
    if batch.kind == DONE:
        return done(url_for(".try_import", batch_id=batch_id))
    return done(url_for(".index", project_id=batch.project_id))

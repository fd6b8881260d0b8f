"""Sets of materials: the page of them, one's name and note, and what is put in and taken out."""

from flask import abort, flash, g, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.urls import iri_to_uri
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from app import tally
from app.addresses import row_id
from app.db import one_row
from app.forms import Form, draw
from app.materials import queries as materials
from app.materials.blueprint import page
from app.materials.filters import Filters
from app.materials.matching import all_found
from app.materials.models import Material
from app.materials.sets import actions, queries
from app.materials.sets.rights import may_change, may_fill
from app.pages import done
from app.projects.glance import at_a_glance
from app.rights import Act
from app.text import words_of

#: How many sets one person may have in a project.
MOST = 30
LONGEST_QUERY = 1000
FACTS = (Material.id, Material.project_id, words_of(Material, "title").label("title"))


class SetForm(Form):
    title = StringField(_l("Name of the set"), [DataRequired(), Length(max=60)])
    note = TextAreaField(_l("Note"), [Length(max=500)], render_kw={"rows": 2})
    is_shared = BooleanField(_l("Everybody of the project sees it"))


def add_to(bp):
    bp.post("/projects/<int:project_id>/materials/choose")(choose)
    bp.post("/projects/<int:project_id>/materials/choose/all")(choose_all)
    bp.post("/projects/<int:project_id>/materials/choose/clear")(clear_chosen)
    bp.route("/projects/<int:project_id>/sets", methods=["GET", "POST"])(working_sets)
    bp.route("/sets/<int:set_id>", methods=["GET", "POST"])(edit_set)
    bp.post("/sets/<int:set_id>/put")(put_into_set)
    bp.post("/sets/<int:set_id>/take")(take_out_of_set)
    bp.post("/sets/<int:set_id>/delete")(delete_set)


def choose(project_id):
    """Keep the ticks of a page of the list, and go on to where the pressed button leads."""
    project = at_a_glance(project_id, g.actor)
    shown, ticked = (request.form.getlist(name, type=row_id)[: actions.LARGEST] for name in ("shown", "pick"))
    explain_room(actions.choose(project, shown, ticked, actor=g.actor))
    return done(list_at(project_id, request.form.get("to", "")))


def choose_all(project_id):
    """Everything that the list's filter finds is chosen, whatever page it stands on, beside what was chosen before."""
    project, filters = at_a_glance(project_id, g.actor), Filters(request.args, g.actor)
    found = all_found(project_id, filters, actions.LARGEST + 1)
    left_out = actions.choose(project, [], found[: actions.LARGEST], actor=g.actor)
    if len(found) > actions.LARGEST:
        flash(_("More is found than a set holds: its first %(n)s are chosen.", n=actions.LARGEST), "refused")
    explain_room(left_out)
    return done(url_for("materials.index", project_id=project_id, choose=1, **filters.kept))


def list_at(project_id, query):
    """The list with these conditions; its boxes stay while somebody chooses."""
    behind = iri_to_uri(f"?{query[:LONGEST_QUERY]}") if query else "?choose=1"
    return url_for("materials.index", project_id=project_id) + behind.replace("#", "%23")


def clear_chosen(project_id):
    at_a_glance(project_id, g.actor)
    if chosen := queries.chosen_of(project_id, g.actor):
        actions.let_go(chosen)
    flash(_("Nothing is chosen any more."), "done")
    return done(url_for("materials.index", project_id=project_id))


def working_sets(project_id):
    """The sets that the person sees, and a new one of what they have chosen or of the material they come from."""
    project, form = at_a_glance(project_id, g.actor), SetForm()
    material = material_of(request.values, project_id)
    if form.validate_on_submit() and may_make(form, project):
        made = actions.make(project, actor=g.actor, **values(form))
        explain_room(actions.put(made, at_hand(project_id, material)))
        flash(_("The set is made: %(name)s", name=made.title), "done")
        return done(page(material.id) if material else address(made))
    shelf = queries.shelf(g.actor, project, tally.counts(project_id))
    held = queries.holding(material) if material else ()
    may = {
        "shares": project.allows(g.actor, Act.COLLECT),
        "may_fill": may_fill,
        "may_change": may_change,
        "reader": g.actor,
    }
    facts = {"project": project, "material": material, "shelf": shelf, "held": held}
    return draw("materials/sets/index.html", form, coordinates=project.is_coordinated_by(g.actor), **facts, **may)


def values(form):
    return {"title": form.title.data, "note": form.note.data, "is_shared": form.is_shared.data}


def material_of(arguments, project_id):
    """The material that the page was opened from, or None."""
    number = arguments.get("material", type=row_id)
    if number is None:
        return None
    found = materials.visible_to(g.actor).where(Material.id == number, Material.project_id == project_id)
    return one_row(found.with_only_columns(*FACTS)) or abort(404)


def at_hand(project_id, material):
    """The ids of what is to be put in or taken out: one material, or all that is chosen."""
    if material:
        return [material.id]
    chosen = queries.chosen_of(project_id, g.actor)
    return queries.ids_in(chosen) if chosen else []


def address(working_set):
    return url_for("materials.index", project_id=working_set.project_id, set=working_set.id)


def edit_set(set_id):
    kept = queries.find(set_id, g.actor)
    if not may_change(kept, g.actor, kept.is_coordinated_by(g.actor)):
        abort(404)
    form, project = SetForm(obj=kept), at_a_glance(kept.project_id, g.actor)
    if form.validate_on_submit() and may_share(form, project):
        actions.revise(kept, **values(form))
        flash(_("Saved."), "done")
        return done(address(kept))
    return draw(
        "materials/sets/edit.html", form, project=project, kept=kept, shares=project.allows(g.actor, Act.COLLECT)
    )


def may_make(form, project):
    shelf = queries.shelf(g.actor, project, tally.counts(project.id))
    if may_share(form, project) and sum(row.user_id == g.actor.id for row in shelf.sets) >= MOST:
        form.title.errors = [_("You have %(n)d sets here already; let one go first.", n=MOST)]
    return not form.errors


def may_share(form, project):
    if form.is_shared.data and not project.allows(g.actor, Act.COLLECT):
        form.is_shared.errors = [_("Only people of the workgroup can do this.")]
    return not form.errors


def put_into_set(set_id):
    kept, material = filled(set_id)
    ids = at_hand(kept.project_id, material)
    explain_room(actions.put(kept, ids))
    flash(_("Put into the set: %(name)s", name=kept.title), "done")
    return done(page(material.id) if material else address(kept))


def take_out_of_set(set_id):
    kept, material = filled(set_id)
    actions.take(kept, at_hand(kept.project_id, material))
    flash(_("Taken out of the set: %(name)s", name=kept.title), "done")
    return done(page(material.id) if material else address(kept))


def filled(set_id):
    kept = queries.find(set_id, g.actor)
    if not may_fill(kept, g.actor, kept.allows(g.actor, Act.COLLECT)):
        abort(404)
    return kept, material_of(request.form, kept.project_id)


def delete_set(set_id):
    kept = queries.find(set_id, g.actor)
    if not may_change(kept, g.actor, kept.is_coordinated_by(g.actor)):
        abort(404)
    actions.let_go(kept)
    flash(_("The set is let go, its materials stay: %(name)s", name=kept.title), "done")
    return done(url_for("materials.working_sets", project_id=kept.project_id))


def explain_room(left_out):
    if left_out:
        text = ngettext("%(num)d material found no room.", "%(num)d materials found no room.", left_out)
        room = _("A set holds %(n)s at most.", n=actions.LARGEST)
        flash(f"{text} {room}", "refused")

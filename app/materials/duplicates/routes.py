"""Likely duplicates of a project, two persons side by side, and what a person says of the two."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.etag import unchanged
from app.forms import draw
from app.jobs import queue
from app.journal import sentences
from app.materials.blueprint import bp
from app.materials.duplicates import comparing, fields, merging, queries
from app.materials.duplicates.forms import MergeForm, chosen
from app.materials.subjects.actions import COMPARE
from app.materials.subjects.finding import find
from app.materials.subjects.models import Person
from app.materials.subjects.routes import page
from app.pages import done, posted_version, row_id
from app.projects.glance import at_a_glance
from app.rights import Act, refusal
from app.text import say


def init_app(app):
    queue.on_call(COMPARE, comparing.compare_persons)
    queue.every_minute(comparing.compare_persons)
    for act, sentence in merging.SENTENCES.items():
        sentences.register(act, sentence)


@bp.get("/projects/<int:project_id>/persons/duplicates")
def duplicates(project_id):
    project = at_a_glance(project_id, g.actor)
    if answer := unchanged([project]):
        return answer
    is_apart, after = request.args.get("apart") == "1", request.args.get("after", type=row_id)
    pairs, has_more = queries.pairs_of(project, is_apart=is_apart, after=after)
    return render_template(
        "materials/duplicates/index.html",
        project=project,
        pairs=pairs,
        has_more=has_more,
        is_later=after,
        is_apart=is_apart,
    )


@bp.get("/persons/<int:subject_id>/merge/<int:other_id>")
def compare(subject_id, other_id):
    """Both side by side: whose value of each field is to be kept is chosen here, and nothing is changed."""
    one, other = both(subject_id, other_id)
    if one.id == other.id:
        return redirect(page(one), 301)
    return render_template("materials/duplicates/compare.html", **shown(one, other))


@bp.route("/persons/<int:subject_id>/merge/<int:other_id>/preview", methods=["GET", "POST"])
def merge(subject_id, other_id):
    """What would become of the two, and the button that makes it so."""
    one, other = both(subject_id, other_id)
    one.require(g.actor, Act.MERGE)
    if one.id == other.id:
        return redirect(page(one))
    form = MergeForm(version=one.version, other_version=other.version)
    if not form.validate_on_submit():
        result = fields.merged(one, other, chosen())
        return draw("materials/duplicates/merge.html", form, result=result, chosen=chosen(), **shown(one, other))
    versions = {"version": form.drawn_from, "other_version": form.other_drawn_from}
    merging.merge(one, other, actor=g.actor, reason=form.reason.data, chosen=chosen(), **versions)
    flash(_("The two are one person now."), "done")
    return done(page(one))


@bp.post("/persons/<int:subject_id>/merge/<int:other_id>/apart")
def tell_apart(subject_id, other_id):
    """The two are not the same; or, where `is_on` is not 1, it is open again whether they are."""
    one, other = both(subject_id, other_id)
    one.require(g.actor, Act.COLLECT)
    is_on = request.form.get("is_on") == "1"
    (merging.tell_apart if is_on else merging.ask_again)(one, other, actor=g.actor)
    return done(url_for(".duplicates", project_id=one.project_id, apart=None if is_on else 1))


@bp.post("/persons/<int:subject_id>/separate")
def separate(subject_id):
    """Take apart again what was merged; `merged_id` is who went into this person."""
    person = find(Person, subject_id, g.actor)
    person.require(g.actor, Act.MERGE)
    other = queries.find_merged(person, request.form.get("merged_id", type=row_id))
    merging.separate(person, other, actor=g.actor, version=posted_version())
    flash(_("The two are separate persons again."), "done")
    return done(page(person))


def both(subject_id, other_id):
    """Two persons of one project, or a 404; the address of one who was merged leads on."""
    found = queries.find_both(subject_id, other_id, g.actor)
    one = found.get(subject_id) or find(Person, subject_id, g.actor)
    other = found.get(other_id) or find(Person, other_id, g.actor, argument="other_id")
    return (one, other) if one.project_id == other.project_id else abort(404)


def shown(one, other):
    refused = merging.refusals(one, other)
    may_not = [] if one.allows(g.actor, Act.MERGE) else [refusal(Act.MERGE)]
    return {
        "project": one.project,
        "one": one,
        "other": other,
        "sides": fields.sides(one, other),
        "hanging": queries.hanging_on(one, other),
        "is_apart": merging.TOLD_APART in refused,
        "reasons": [say(reason) for reason in (*may_not, *refused)],
    }

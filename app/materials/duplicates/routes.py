"""Likely duplicates of a project, two of a kind side by side, and what a person says of the two."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.addresses import row_id
from app.etag import unchanged
from app.forms import draw
from app.jobs import queue
from app.journal import sentences
from app.materials.blueprint import bp
from app.materials.duplicates import comparing, fields, kinds, merging, queries, words
from app.materials.duplicates.forms import MergeForm, chosen
from app.materials.subjects.actions import COMPARE
from app.materials.subjects.finding import find
from app.materials.subjects.routes import KINDS, page
from app.pages import done, posted_version
from app.projects.glance import at_a_glance
from app.rights import Act, refusal
from app.text import say

BY_PLURAL = {kind.plural: kind for kind in KINDS}
PLURAL = f"<any({','.join(BY_PLURAL)}):plural>"
PAIR = f"/{PLURAL}/<int:subject_id>/merge/<int:other_id>"


def init_app(app):
    app.add_template_global(kinds.AGREED, "agreed_words")
    app.add_template_global(words.hanging_words)
    queue.on_call(COMPARE, comparing.compare_all)
    queue.every_minute(comparing.compare_all)
    for act, sentence in merging.SENTENCES.items():
        sentences.register(act, sentence)


@bp.get(f"/projects/<int:project_id>/{PLURAL}/duplicates")
def duplicates(project_id, plural):
    project, kind = at_a_glance(project_id, g.actor), BY_PLURAL[plural]
    if answer := unchanged([project]):
        return answer
    is_apart, after = request.args.get("apart") == "1", request.args.get("after", type=row_id)
    pairs, has_more = queries.pairs_of(kind.model, project, is_apart=is_apart, after=after)
    return render_template(
        "materials/duplicates/index.html",
        project=project,
        kind=kind,
        pairs=pairs,
        has_more=has_more,
        is_later=after,
        is_apart=is_apart,
    )


@bp.get(PAIR)
def compare(plural, subject_id, other_id):
    """Both side by side: whose value of each field is to be kept is chosen here, and nothing is changed."""
    one, other = both(plural, subject_id, other_id)
    if one.id == other.id:
        return redirect(page(one), 301)
    return render_template("materials/duplicates/compare.html", **shown(one, other, plural))


@bp.route(f"{PAIR}/preview", methods=["GET", "POST"])
def merge(plural, subject_id, other_id):
    """What would become of the two, and the button that makes it so."""
    one, other = both(plural, subject_id, other_id)
    one.require(g.actor, Act.MERGE)
    if one.id == other.id:
        return redirect(page(one))
    form, kept = MergeForm(version=one.version, other_version=other.version), chosen(one.kind)
    if not form.validate_on_submit():
        about = shown(one, other, plural)
        taken = fields.taken(about["sides"], kept)
        result = fields.merged(one, other, taken)
        return draw("materials/duplicates/merge.html", form, result=result, taken=taken, **about)
    versions = {"version": form.drawn_from, "other_version": form.other_drawn_from}
    merging.merge(one, other, actor=g.actor, reason=form.reason.data, chosen=kept, **versions)
    flash(_("The two are one now."), "done")
    return done(page(one))


@bp.post(f"{PAIR}/apart")
def tell_apart(plural, subject_id, other_id):
    """The two are not the same; or, where `is_on` is not 1, it is open again whether they are."""
    one, other = both(plural, subject_id, other_id)
    one.require(g.actor, Act.COLLECT)
    is_on = request.form.get("is_on") == "1"
    (merging.tell_apart if is_on else merging.ask_again)(one, other, actor=g.actor)
    return done(url_for(".duplicates", plural=plural, project_id=one.project_id, apart=None if is_on else 1))


@bp.post(f"/{PLURAL}/<int:subject_id>/separate")
def separate(plural, subject_id):
    """Take apart again what was merged; `merged_id` is what went into this one."""
    thing = find(BY_PLURAL[plural].model, subject_id, g.actor)
    thing.require(g.actor, Act.MERGE)
    other = queries.find_merged(thing, request.form.get("merged_id", type=row_id))
    merging.separate(thing, other, actor=g.actor, version=posted_version())
    flash(_("The two are separate again."), "done")
    return done(page(thing))


def both(plural, subject_id, other_id):
    """Two of a kind in one project, or a 404; the address of one that was merged leads on."""
    model = BY_PLURAL[plural].model
    found = queries.find_both(model, subject_id, other_id, g.actor)
    one = found.get(subject_id) or find(model, subject_id, g.actor)
    other = found.get(other_id) or find(model, other_id, g.actor, argument="other_id")
    return (one, other) if one.project_id == other.project_id else abort(404)


def shown(one, other, plural):
    refused = merging.refusals(one, other)
    may_not = [] if one.allows(g.actor, Act.MERGE) else [refusal(Act.MERGE)]
    return {
        "project": one.project,
        "kind": BY_PLURAL[plural],
        "one": one,
        "other": other,
        "sides": fields.sides(one, other),
        "hanging": queries.hanging_on(one, other),
        "is_apart": merging.TOLD_APART in refused,
        "reasons": [say(reason) for reason in (*may_not, *refused)],
    }

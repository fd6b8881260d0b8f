"""Comments under a thing's page: written, answered, put right, thrown away and brought back; and who follows it."""

from flask import Blueprint, flash, g, redirect, request, url_for
from flask_babel import gettext as _

from app.accounts.people import name_of
from app.addresses import row_id
from app.comments import actions, purging, queries
from app.comments.forms import CommentForm
from app.comments.mentions import with_marks
from app.comments.subjects import SUBJECTS, find_subject, page_of, talk_about, talk_page
from app.db import db
from app.errors import Stale, refused
from app.form_keys import new_form_key
from app.forms import draw
from app.journal import sentences
from app.pages import SAFE, done, posted_version
from app.projects.glance import at_a_glance
from app.rights import Act
from workflows.engine import Refused
from workflows.sentences import Sentence

bp = Blueprint("comments", __name__)


def init_app(app):
    app.register_blueprint(bp)
    app.add_template_global(comments_of)
    app.add_template_global(talk_page)
    app.add_template_filter(with_marks, "with_mentions")
    purging.init_app()
    sentences.register_link("comment", "comments.show", "comment_id")
    sentences.register("comment/write", Sentence("%(who)s commented on “%(onto)s”: %(title)s"))
    sentences.register("comment/revise", Sentence("%(who)s changed a comment: %(title)s"))
    sentences.register("comment/delete", Sentence("%(who)s threw a comment away: %(title)s"))
    sentences.register("comment/restore", Sentence("%(who)s brought a comment back: %(title)s"))


def comments_of(subject, project):
    """The latest comments, or those before the one that the address names; are there earlier ones; who can be named."""
    said, has_earlier = queries.of_subject(subject, request.args.get("before", type=row_id))
    return said, has_earlier, tuple(map(name_of, project.people))


@bp.get("/comments/<int:comment_id>")
def show(comment_id):
    return redirect(page_of(queries.find(comment_id, g.actor)))


@bp.route("/comments/on/<kind>/<int:subject_id>", methods=["GET", "POST"])
def write(kind, subject_id):
    """The comments on a thing, and a new one, perhaps in answer; the form under the thing itself posts here too."""
    subject = find_subject(kind, subject_id, g.actor)
    if request.method not in SAFE:
        subject.require(g.actor, Act.COMMENT)
    project = at_a_glance(subject.project_id, g.actor)
    quoted = queries.quotable(subject, asked_quote())
    form = CommentForm(project.people, quoted=quoted)
    if "preview" in request.form or not form.validate_on_submit():
        followed = {"watchers": watchers_among(project.people, subject)}
        return draw_comment(form, project, subject, quoted=quoted, thing=SUBJECTS[kind].address(subject_id), **followed)
    comment = actions.write(subject, actor=g.actor, quoted=quoted, **form.values())
    return done(page_of(comment))


def watchers_among(people, subject):
    ids = queries.watchers_of(subject)
    return [person for person in people if person.id in ids]


def asked_quote():
    typed = request.form if request.method == "POST" else request.args
    return typed.get("quoted_id", type=row_id)


def draw_comment(form, project, subject, **context):
    shown = {"project": project, "subject": subject, "page": talk_about(subject.kind, subject.id)}
    return draw("comments/edit.html", form, is_preview="preview" in request.form, **shown, **context)


@bp.route("/comments/<int:comment_id>/edit", methods=["GET", "POST"])
def edit(comment_id):
    comment = queries.find(comment_id, g.actor)
    actions.require_own(comment, g.actor)
    subject = find_subject(comment.subject_type, comment.subject_id, g.actor)
    subject.require(g.actor, Act.COMMENT)
    project = at_a_glance(comment.project_id, g.actor)
    form = CommentForm(project.people, comment)
    if "preview" in request.form or not form.validate_on_submit():
        return draw_comment(form, project, subject, comment=comment)
    try:
        entry = actions.revise(comment, actor=g.actor, version=form.drawn_from, **form.values())
    except Stale:
        return draw_beside(form, project, subject, comment)
    if entry:
        undo = url_for(".take_back", comment_id=comment_id, entry_id=entry.id)
        flash({"text": _("The comment is changed."), "undo": undo}, "done")  # type: ignore[arg-type]
    return done(page_of(comment))


def draw_beside(form, project, subject, comment):
    """It was changed while this form was open: what was typed, beside what the comment says now."""
    db.session.rollback()
    form.version.data, form.form_key.data = comment.version, new_form_key()
    return draw_comment(form, project, subject, comment=comment, is_stale=True)[0], 409


@bp.post("/comments/<int:comment_id>/undo/<int:entry_id>")
def take_back(comment_id, entry_id):
    """Undo a change of one's own comment."""
    comment = queries.find(comment_id, g.actor)
    entry = queries.find_change(comment, entry_id)
    people = at_a_glance(comment.project_id, g.actor).people
    try:
        actions.take_back(comment, entry, actor=g.actor, people=people)
    except Refused as refusal:
        return refused(refusal, back=page_of(comment))
    return done(page_of(comment))


@bp.post("/comments/<int:comment_id>/delete")
def delete(comment_id):
    comment = queries.find(comment_id, g.actor)
    actions.delete(comment, actor=g.actor, version=posted_version())
    undo = url_for(".restore", comment_id=comment_id)
    flash({"text": _("The comment is thrown away."), "undo": undo}, "done")  # type: ignore[arg-type]
    return done(talk_about(comment.subject_type, comment.subject_id))


@bp.post("/comments/<int:comment_id>/restore")
def restore(comment_id):
    comment = queries.find_deleted(comment_id, g.actor)
    actions.restore(comment, actor=g.actor)
    return done(page_of(comment))


@bp.post("/following/<kind>/<int:subject_id>")
def follow(kind, subject_id):
    """Follow a thing, or no more: `is_on` says which."""
    subject = find_subject(kind, subject_id, g.actor)
    wanted = actions.follow if request.form.get("is_on") == "1" else actions.unfollow
    wanted(subject, actor=g.actor)
    return done(talk_about(kind, subject_id))

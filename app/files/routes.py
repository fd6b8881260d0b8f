"""Reading and downloading files, and taking them off."""

from flask import Blueprint, flash, g
from flask_babel import gettext as _

from app.db import begin_write, db
from app.errors import refused
from app.files import actions, queries, viewing
from app.files.doubles import routes as doubles
from app.files.doubles.older import compare_older
from app.files.fixity import check_due
from app.files.models import CLOSED, FileRole
from app.files.pages import picture_of_page
from app.files.parents import PARENTS
from app.files.sending import sent
from app.files.sweeping import sweep_pending, sweep_strays
from app.files.thumbnails import make_thumbnail, make_thumbnails
from app.files.types import ACCEPT
from app.files.uploads import routes as uploads
from app.files.uploads.sweeping import sweep_uploads
from app.files.zoom import routes as zoom
from app.files.zoom.cutting import cut_pictures
from app.jobs import queue
from app.journal import sentences
from app.journal.actions import record
from app.pages import done
from workflows.engine import Refused
from workflows.sentences import Sentence

bp = Blueprint("files", __name__, url_prefix="/files")
viewing.add_to(bp)
doubles.add_to(bp)
zoom.add_to(bp)


def init_app(app):
    app.register_blueprint(bp)
    app.register_blueprint(uploads.bp)
    app.add_template_global(ACCEPT, "accepted_files")
    app.add_template_global(viewing.way_to_look)
    app.add_template_filter(viewing.clock_words)
    queue.on_call("make_thumbnail", make_thumbnail)
    queue.on_call("cut_pictures", cut_pictures)
    sweep = (sweep_pending, sweep_strays, sweep_uploads)
    for work in (make_thumbnails, cut_pictures, *sweep, check_due, compare_older):
        queue.every_minute(work)
    sentences.register_link("file", "files.show", "file_id")
    sentences.register("file/attach", Sentence("%(who)s attached “%(title)s” to “%(onto)s”"))
    sentences.register("file/read", Sentence("%(who)s opened the closed file “%(title)s”"))
    sentences.register("file/damage", Sentence("The stored file “%(title)s” is damaged: bring it back from a backup"))
    sentences.register("file/mend", Sentence("The stored file “%(title)s” is whole again"))
    kept = Sentence("%(who)s said that “%(title)s” and “%(other)s” are both there on purpose")
    sentences.register("file/keep_double", kept)
    sentences.register("file/delete", Sentence("%(who)s took off the file “%(title)s”"))


@bp.get("/<int:file_id>")
def show(file_id):
    file = queries.find(file_id, g.actor)
    if file.access == CLOSED:
        note_reading(file)
    return sent(file, as_attachment=True)


def note_reading(file):
    """Who reads a closed paper stands in the journal before the first byte leaves."""
    begin_write()
    record(file, "read", actor=g.actor)
    db.session.commit()


@bp.get("/<int:file_id>/thumbnail")
def thumbnail(file_id):
    file = queries.find(file_id, g.actor)
    return sent(queries.made_of(file, FileRole.THUMBNAIL), as_attachment=False)


@bp.get("/<int:file_id>/pages/<int:number>")
def page(file_id, number):
    """The picture of one page of a PDF."""
    file = queries.find(file_id, g.actor)
    return picture_of_page(queries.made_of(file, FileRole.PAGES), number)


@bp.post("/<int:file_id>/delete")
def delete(file_id):
    file = queries.find(file_id, g.actor)
    parent = PARENTS[file.subject_type]
    file.require(g.actor, parent.act)
    try:
        actions.delete(file, actor=g.actor)
    except Refused as refusal:
        return refused(refusal, back=parent.address(file.subject_id))
    flash(_("The file is taken off: %(name)s", name=file.name), "done")
    return done(parent.address(file.subject_id))

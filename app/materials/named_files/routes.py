"""The page of files that tables named: the folder comes in, what would be hung where, the deed and the way back."""

import secrets

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.db import begin_write, db
from app.files.receiving import takes_files
from app.files.types import WrongFile
from app.files.uploads import beginning, growing
from app.jobs.actions import ask_for
from app.jobs.kinds import long_work
from app.materials.named_files import hanging
from app.materials.named_files.matching import match, place_of
from app.pages import begin_writing, done
from app.projects import queries as projects
from app.rights import Act
from app.tables import batches
from app.tables.models import BatchPart
from app.text import say
from workflows.sentences import p

HANG, TAKE_OFF = "hang_named_files", "take_off_named_files"
#: The row by which the files of one such deed are taken off again.
HUNG = "named_files"
#: So many of the files that were hung the page of the result names.
NAMED = 100
#: So many refusals are told one by one: they travel in a cookie, which has little room.
SAID = 3


def add_to(bp):
    bp.get("/projects/<int:project_id>/materials/files")(named_files)
    bp.post("/projects/<int:project_id>/materials/files")(takes_files(send_named_files))
    bp.post("/projects/<int:project_id>/materials/files/hang")(hang_named_files)
    bp.get("/materials/files/<batch_id>")(hung_files)
    bp.post("/materials/files/<batch_id>/take-off")(take_off_files)


def init_app():
    about = {"page": page, "result": result, "opens": True}
    long_work(HANG, hanging.hang, title=p("job", "Files to their materials"), **about)
    long_work(TAKE_OFF, hanging.take_off, title=p("job", "Taking files off again"), may_be_stopped=False, **about)


def page(job):
    return url_for("materials.named_files", project_id=job.project_id)


def result(job):
    return url_for("materials.hung_files", batch_id=job.params["batch_id"])


def may_hang(project_id):
    project = projects.find(project_id, g.actor)
    project.require(g.actor, Act.COLLECT)
    return project


def named_files(project_id):
    project = may_hang(project_id)
    return draw_files(project, match(project, g.actor))


def draw_files(project, matched, *, is_other_now=False):
    """The page; 409 where something changed since its reader looked."""
    html = render_template(
        "materials/named_files/index.html",
        project=project,
        matched=matched,
        place=place_of(project),
        is_other_now=is_other_now,
    )
    return html, 409 if is_other_now else 200


def send_named_files(project_id):
    """Files that came with the form, where there is no script, join those that came in parts."""
    project = may_hang(project_id)
    sent = [file for file in request.files.getlist("files") if file.filename]
    refused = [reason for reason in (take_in(project, file) for file in sent) if reason]
    for reason in refused[:SAID]:
        flash(say(reason), "refused")
    if others := len(refused) - len(refused[:SAID]):
        flash(_("Other files that were not taken: %(n)s", n=others), "refused")
    return begin_writing() or done(url_for(".named_files", project_id=project_id))


def take_in(project, sent):
    """One file becomes an upload that waits for its material; gives the reason where it is not taken."""
    size, upload = sent.stream.seek(0, 2), None
    sent.stream.seek(0)
    begin_write()
    about = {"place": place_of(project), "name": sent.filename, "size": size, "declared_type": sent.mimetype}
    try:
        upload = beginning.begin(actor=g.actor, **about)
        db.session.commit()
        growing.take(upload, 0, sent.stream, beginning.KEPT)
        growing.look_at(upload, 0)
    except WrongFile as wrong:
        begin_write()
        if upload:
            beginning.call_off(upload)
        return wrong.reason
    return None


def hang_named_files(project_id):
    project = may_hang(project_id)
    matched = match(project, g.actor)
    if not matched.sure or request.form.get("agreed") != matched.mark:
        db.session.rollback()
        return draw_files(project, matched, is_other_now=True)
    batch = batches.start(project, HUNG, actor=g.actor)
    db.session.flush()
    job = ask_for(HANG, project, actor=g.actor, batch_id=batch.id, pairs=matched.pairs)
    if job.params["batch_id"] == batch.id:
        batch.job_id = job.id
    else:
        db.session.delete(batch)
    return done(url_for("jobs.show", job_id=job.id))


def hung_files(batch_id):
    """What was hung, and the button that takes it off again."""
    batch = batches.find(batch_id, g.actor, (HUNG,))
    project = may_hang(batch.project_id)
    parts = db.session.scalars(
        db.select(BatchPart).where(BatchPart.batch_id == batch_id).order_by(BatchPart.last).limit(NAMED)
    ).all()
    number = db.session.scalar(db.select(db.func.count()).where(BatchPart.batch_id == batch_id))
    return render_template(
        "materials/named_files/hung.html", project=project, batch=batch, parts=parts, number_of_files=number
    )


def take_off_files(batch_id):
    batch = batches.find(batch_id, g.actor, (HUNG,))
    project = may_hang(batch.project_id)
    if batch.undone_at:
        return redirect(url_for(".hung_files", batch_id=batch_id), code=303)
    job = ask_for(TAKE_OFF, project, actor=g.actor, batch_id=batch.id, deed=secrets.token_hex(16))
    return done(url_for("jobs.show", job_id=job.id))

"""All files of a project's materials in one ZIP with a list of them, put together by the worker for who asked."""

import tempfile
import zipfile
from datetime import timedelta
from shutil import copyfileobj

from flask import current_app, url_for
from flask_babel import force_locale

from app import clock
from app.accounts.models import User
from app.db import begin_write, db, lock
from app.files import parents
from app.files import queries as files
from app.files.actions import new_name
from app.files.models import File, FileState, PreviewState
from app.files.sweeping import remove
from app.jobs import queries as jobs
from app.jobs.kinds import long_work
from app.jobs.models import Job
from app.jobs.queue import every_minute
from app.jobs.running import CannotBeDone
from app.materials.listing import heads, kept_files
from app.projects.queries import project_ids_of
from app.rights import Act
from app.spreadsheets import as_csv
from workflows.sentences import p

KIND = "export_materials"
#: What was put together is kept so long for its download.
KEPT = timedelta(days=7)
CHUNK = 1024**2
NOTHING = p("job", "There are no files here yet.")


def init_app():
    long_work(KIND, put_together, title=p("job", "All files of the materials"), page=page, result=result)
    parents.register(
        "job", visible_to, act=Act.SEE, address=address, hold=hold, allow=lambda *_, **__: None, counted=lambda *_: None
    )
    every_minute(forget_old)


def page(job):
    return url_for("materials.index", project_id=job.project_id)


def result(job):
    """The address of the ZIP, while it is kept."""
    file = db.session.scalar(files.kept().where(File.subject_type == "job", File.subject_id == job.id))
    return url_for("files.show", file_id=file.id) if file else None


def hold(job_id):
    job = db.session.get_one(Job, job_id)
    lock(job)
    return job


def address(job_id):
    return url_for("jobs.show", job_id=job_id)


def visible_to(actor):
    """The jobs of this person, as long as they belong to the project."""
    return jobs.visible_to(actor).where(Job.project_id.in_(project_ids_of(actor)))


def put_together(run):
    reader = db.session.get(User, run.user_id)
    with force_locale(reader.language):
        kept = kept_files(run.project_id, reader)
        table = as_csv(heads(), (file.line for file in kept))
    db.session.rollback()
    if not kept:
        raise CannotBeDone(NOTHING)
    with tempfile.TemporaryFile(dir=current_app.config["DATA_DIR"]) as packed:
        pack(packed, kept, table, run)
        packed.seek(0)
        hand_over(packed, run, f"materials-{run.project_id}-{clock.now():%Y-%m-%d}.zip")


def pack(packed, kept, table, run):
    """Photographs and sounds are packed already, so they are only put one after another."""
    with zipfile.ZipFile(packed, "w") as folder:
        for number, file in enumerate(kept):
            run.reach(number, len(kept))
            with (
                current_app.extensions["storage"].open(file.stored_name) as original,
                folder.open(file.place, "w", force_zip64=True) as copy,
            ):
                copyfileobj(original, copy, CHUNK)
        folder.writestr("files.csv", table)


def hand_over(packed, run, name, is_right=lambda: True):
    """Keep the ZIP and end the job in one transaction; what was called off meanwhile leaves nothing.

    False where `is_right()`, asked within that transaction, says that the ZIP may not be kept: nothing is ended then.
    """
    storage, stored_name = current_app.extensions["storage"], new_name()
    size, sha256 = storage.write(stored_name, packed)
    begin_write()
    may_be_kept = is_right()
    if may_be_kept and run.finish():
        db.session.add(row_of(run, name, stored_name, size, sha256))
        db.session.commit()
    else:
        db.session.rollback()
        storage.delete(stored_name)
    return may_be_kept


def row_of(run, name, stored_name, size, sha256):
    return File(
        project_id=run.project_id,
        subject_type="job",
        subject_id=run.job_id,
        name=name,
        stored_name=stored_name,
        size=size,
        sha256=sha256,
        media_type="application/zip",
        state=FileState.STORED,
        preview=PreviewState.NONE,
        uploaded_by_id=run.user_id,
        created_at=clock.now(),
    )


def forget_old():
    """What was kept long enough; who still wants it asks anew."""
    remove(File.subject_type == "job", File.created_at < clock.now() - KEPT)

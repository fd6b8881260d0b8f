"""Take in files, hang them on things, take them off.

A file comes in three steps, so that there is never a row without its bytes that anybody could see: a pending row,
the bytes on the disk, and `attach` in the transaction of the thing it hangs on.
"""

import secrets
from typing import NamedTuple

from flask import current_app

from app import clock
from app.db import begin_write, db, lock, locked
from app.files.doubles.finding import pair_same
from app.files.models import CLOSED, File, FileRole, FileState, PreviewState
from app.files.parents import PARENTS
from app.files.room import change, set_aside
from app.files.types import LARGEST, is_looked_into, look
from app.files.uploads.spending import spend
from app.jobs.queue import call
from app.journal.actions import record
from app.kazakh import tidy

LONGEST_NAME = 200
#: A pending file hangs on its project, which nobody reads files through.
NOWHERE = "project"


class Arrival(NamedTuple):
    """An upload whose bytes are kept and whose row is still pending; `came_as` names one that came in parts."""

    file_id: int
    size: int
    sha256: str
    came_as: str | None = None


def bring_in(project_id, uploads, *, actor):
    """Keep the bytes of uploads before the transaction that attaches them. Raises `WrongFile`, before anything."""
    if not uploads:
        return []
    begin_write()
    expected = [expect(project_id, upload, actor=actor) for upload in uploads]
    names = [(file.id, file.stored_name) for file in expected]
    db.session.commit()
    return [keep(*name, upload) for name, upload in zip(names, uploads, strict=True)]


def receive(subject, upload, *, actor, role=FileRole.ORIGINAL):
    """Take in one file within the caller's transaction: for small files that we make ourselves."""
    file = expect(subject.project_id, upload, actor=actor)
    return attach(subject, keep(file.id, file.stored_name, upload), actor=actor, role=role)


def expect(project_id, upload, *, actor):
    """The pending row of an upload that has been looked at, and its room. Raises `WrongFile`."""
    name = clean_name(upload.filename)
    looked = look(name, upload.stream, most=getattr(upload, "most", LARGEST))
    # Room for what came in parts was set aside when it began; it is this file's as soon as the upload is spent.
    size = 0 if getattr(upload, "came_as", None) else looked.size
    set_aside(project_id, name, size)
    file = File(
        project_id=project_id,
        subject_type=NOWHERE,
        subject_id=project_id,
        name=name,
        stored_name=new_name(),
        size=size,
        declared_type=tidy(upload.mimetype or "")[:120],
        media_type=looked.media_type,
        preview=PreviewState.WAITING if is_looked_into(looked.media_type) else PreviewState.NONE,
        uploaded_by_id=actor.id,
        created_at=clock.now(),
    )
    db.session.add(file)
    db.session.flush()
    return file


def keep(file_id, stored_name, upload):
    size, sha256 = current_app.extensions["storage"].write(stored_name, upload.stream)
    return Arrival(file_id, size, sha256, getattr(upload, "came_as", None))


def attach(subject, arrival, *, actor, role=FileRole.ORIGINAL):
    """Hang a kept file on `subject`, whose row is held, and write it down; from now on it can be read."""
    if arrival.came_as:
        spend(arrival.came_as, actor=actor)
    file = db.session.scalars(locked(db.select(File).where(File.id == arrival.file_id))).one()
    change(file.project_id, arrival.size - file.size)
    file.subject_type, file.subject_id, file.role = subject.kind, subject.id, role
    file.size, file.sha256, file.state = arrival.size, arrival.sha256, FileState.STORED
    file.checked_at = file.created_at
    if role is FileRole.CONSENT:
        file.access, file.preview = CLOSED, PreviewState.NONE
    db.session.flush()
    PARENTS[subject.kind].counted(subject, +1)
    if file.preview is PreviewState.WAITING:
        call("make_thumbnail", file.id)
    record(file, "attach", actor=actor, onto=subject.title_for_journal)
    pair_same(file)
    return file


def delete(file, *, actor):
    """Take a file off its thing, with the pictures made of it. Its bytes stay for the bin.

    Of two who do so at once, the second finds it done.
    """
    parent = PARENTS[file.subject_type]
    thing = parent.hold(file.subject_id)
    parent.allow(thing, "remove", actor=actor)
    lock(file)
    if file.deleted_at:
        return
    made_of_it = db.update(File).where(File.of_id == file.id, File.deleted_at.is_(None))
    db.session.execute(made_of_it.values(deleted_at=clock.now()))
    file.deleted_at = clock.now()
    change(file.project_id, -file.size)
    parent.counted(thing, -1)
    record(file, "delete", actor=actor)


def new_name():
    return secrets.token_hex(16)


def clean_name(typed):
    """A file's name for people to read: no folders, no marks that turn or hide letters, its extension kept."""
    unstorable = str.maketrans({"\0": None, "/": " ", "\\": " "})
    whole = (typed or "").encode("utf-8", "ignore").decode().translate(unstorable)
    name = tidy(whole).lstrip(". ") or "file"
    stem, dot, extension = name.rpartition(".")
    room = LONGEST_NAME - len(dot + extension)
    return name[:LONGEST_NAME] if not dot or room < 1 else stem[:room] + dot + extension

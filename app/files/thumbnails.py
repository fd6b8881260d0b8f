"""Small pictures of images, made by the worker from the rows that wait for one."""

import io
import json
import re
import subprocess
import sys
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from flask import current_app

from app import clock
from app.db import begin_write, db, locked
from app.files.actions import new_name
from app.files.doubles.finding import pair_alike
from app.files.models import File, FileRole, FileState, PreviewState
from app.journal.actions import raise_revision
from app.kazakh import storable, tidy

SHRINK = Path(__file__).with_name("shrink.py")
SECONDS = 20
TAKEN = re.compile(r"((?:18|19|20)\d\d):(\d\d):(\d\d)", re.ASCII)
#: The longer edge of a small picture, in pixels.
EDGE = 480
#: After this long the rest waits for the next tick, so that the tick's other work is not kept waiting.
ENOUGH = timedelta(seconds=30)


class Small(NamedTuple):
    """The size of the original, the small picture as WebP, what the camera wrote (`camera_facts`), and its likeness."""

    width: int
    height: int
    picture: bytes
    facts: dict
    likeness: str


def make_thumbnails(limit=20):
    """Make the pictures that are waited for; safe to run twice or in parallel. Tells how many files it looked at."""
    ids = db.session.scalars(waiting().with_only_columns(File.id).order_by(File.id).limit(limit)).all()
    began = clock.now()
    for looked_at, file_id in enumerate(ids):
        if clock.now() - began > ENOUGH:
            return looked_at
        make_thumbnail(file_id)
    return len(ids)


def waiting():
    """The files whose small picture is still to be made."""
    return db.select(File).where(
        File.preview == PreviewState.WAITING, File.state == FileState.STORED, File.deleted_at.is_(None)
    )


def make_thumbnail(file_id):
    """Make the picture of one file, unless that has been done or the file has not stayed."""
    storage = current_app.extensions["storage"]
    file = db.session.scalar(waiting().where(File.id == file_id))
    db.session.rollback()
    if file is None:
        return
    small = shrink(file.stored_name)
    stored_name = new_name()
    if small:
        storage.write(stored_name, io.BytesIO(small.picture))
    if not keep(file_id, small, stored_name):
        storage.delete(stored_name)


def shrink(stored_name, edge=EDGE):
    """The picture made small in a process of its own; None where that fails."""
    command = [sys.executable, "-I", str(SHRINK), str(edge)]
    try:
        with current_app.extensions["storage"].open(stored_name) as original:
            done = subprocess.run(command, stdin=original, capture_output=True, timeout=SECONDS)
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return None
    if done.returncode != 0:
        return None
    line, _, picture = done.stdout.partition(b"\n")
    found = json.loads(line)
    return Small(found["width"], found["height"], picture, camera_facts(found), found["likeness"])


def camera_facts(found):
    """``{"taken_on": "2018-03-07", "camera": words}`` out of what the camera wrote, each where it makes sense."""
    day = TAKEN.match(found.get("taken", ""))
    facts = {"camera": tidy(storable(found.get("camera", "")))[:80]}
    with suppress(ValueError):
        facts["taken_on"] = date(*map(int, day.groups())).isoformat() if day else ""
    return {name: text for name, text in facts.items() if text}


def keep(file_id, small, stored_name):
    """Write down how it ended. Tells whether the small picture is in use: another worker may have been quicker."""
    begin_write()
    file = db.session.scalars(locked(db.select(File).where(File.id == file_id))).one()
    is_ours = file.preview is PreviewState.WAITING and file.deleted_at is None
    if is_ours:
        file.preview = PreviewState.MADE if small else PreviewState.NONE
    if is_ours and small:
        file.width, file.height, file.facts = small.width, small.height, file.facts | small.facts
        file.likeness = small.likeness
        db.session.add(row_of(file, stored_name, small))
        raise_revision(file.project_id)
        pair_alike(file)
    db.session.commit()
    return is_ours and small is not None


def row_of(file, stored_name, small, role=FileRole.THUMBNAIL):
    """The row of a picture made of a file."""
    return File(
        project_id=file.project_id,
        subject_type=file.subject_type,
        subject_id=file.subject_id,
        role=role,
        of_id=file.id,
        name=f"{file.name}.webp"[-200:],
        stored_name=stored_name,
        size=len(small.picture),
        media_type="image/webp",
        state=FileState.STORED,
        preview=PreviewState.NONE,
        created_at=clock.now(),
    )

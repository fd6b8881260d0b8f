"""What is said in the recordings on show: for all who may hear them, where those in them agreed to the text too."""

from typing import NamedTuple

import sqlalchemy as sa
from flask import abort
from sqlalchemy.orm import aliased

from app.db import one_row, rows
from app.exhibit.blueprint import page
from app.exhibit.files import IS_AGREED, IS_OPEN, MADE_OF, OPEN, Original
from app.exhibit.queries import MATERIAL
from app.exhibit.shown import IS_CALLED, IS_SHOWN, IS_WRITTEN_DOWN, PROJECT, today
from app.exhibit.standards import for_other_sites
from app.files import transcripts
from app.files.captions import webvtt
from app.files.cues import cues_of
from app.files.models import File, FileRole, FileState
from app.files.sending import sent_picture
from app.materials.models import Material

#: So many lines stand open under their recording; the others wait until somebody unfolds them.
AT_ONCE = 40
Written = aliased(File)
IS_KEPT = sa.and_(
    Written.state == FileState.STORED,
    Written.deleted_at.is_(None),
    Written.access.in_(OPEN),
    Written.subject_type == Original.subject_type,
    Written.subject_id == Original.subject_id,
)
#: A transcript is on show while its recording is: the copy that is heard stands in each row.
TRANSCRIPTS = (
    sa.select(Written.id, Written.recording_id, Written.stored_name, Written.media_type, Written.language)
    .add_columns(IS_CALLED.label("says_who"))
    .select_from(MADE_OF.join(Written, Written.recording_id == Original.id))
    .where(Material.project_id == PROJECT, IS_SHOWN, IS_OPEN, IS_AGREED, File.role == FileRole.ACCESS_COPY)
    .where(IS_WRITTEN_DOWN, IS_KEPT)
    .order_by(Written.role, Written.id)
)
OF_MATERIAL = TRANSCRIPTS.where(Material.id == MATERIAL)
ONE = TRANSCRIPTS.where(Original.id == sa.bindparam("file_id"), Written.id == sa.bindparam("transcript_id"))


class Spoken(NamedTuple):
    """What is said in a recording: its transcripts side by side, and their lines."""

    columns: list
    lines: list

    @property
    def first(self):
        return self.lines[:AT_ONCE]

    @property
    def rest(self):
        return self.lines[AT_ONCE:]


def add():
    page("/recordings/<int:file_id>/captions/<int:transcript_id>.vtt", is_drawn=False)(captions)


def beside(exhibition, material_id, recordings):
    """What is said in each of these recordings of a material: ``{recording's id: Spoken}``."""
    written = rows(OF_MATERIAL, material_id=material_id, **today(exhibition)) if recordings else []
    return {
        recording.id: Spoken(*transcripts.beside([row for row in written if row.recording_id == recording.id], cues))
        for recording in recordings
    }


def cues(row):
    """What everybody may read of a transcript: who speaks is named where all those in it agreed to that."""
    return cues_of(row, says_who=row.says_who)


def captions(here, file_id, transcript_id):
    """A transcript for the player, or a 404."""
    row = one_row(ONE, file_id=file_id, transcript_id=transcript_id, **today(here)) or abort(404)
    tag = f"{row.stored_name}-{row.says_who:d}"
    return for_other_sites(sent_picture(lambda: webvtt(cues(row)), tag=tag, mimetype="text/vtt"))

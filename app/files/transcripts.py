"""Transcripts of a recording: attached on its page, and read beside it, two languages side by side."""

from itertools import islice
from typing import NamedTuple

from flask import abort, flash, g, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, ValidationError
from wtforms.validators import DataRequired

from app.files import actions, queries
from app.files.cues import cues_of, side_by_side, timed
from app.files.models import File, FileRole
from app.files.parents import PARENTS
from app.files.receiving import FilesField
from app.files.types import TYPES, is_recording, is_text
from app.files.uploads.places import thing_of
from app.forms import Form, options
from app.language import NAMES
from app.pages import begin_writing, done
from app.rights import Forbidden
from app.text import say, word
from workflows.engine import Refused

ROLES = (FileRole.TRANSCRIPT, FileRole.TRANSLATION)
#: So many stand side by side.
MOST = 2


class TranscriptForm(Form):
    files = FilesField(_l("Transcript, as WebVTT or plain text"), [DataRequired()])
    language = SelectField(_l("Language"), choices=options(NAMES.items()))
    role = SelectField(_l("Kind"))

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.role.choices = options((role.name, word("file role", role.value)) for role in ROLES)

    def validate_files(self, field):
        if len(field.data) > 1:
            raise ValidationError(_("Choose one file: each has a language of its own."))
        if not is_text(TYPES.get(field.data[0].filename.rpartition(".")[2].lower(), "")):
            raise ValidationError(_("A transcript is a file of WebVTT or plain text: .vtt or .txt."))


class Column(NamedTuple):
    """A transcript as the page shows it."""

    file: File
    language: str
    is_timed: bool


def attach(file_id, draw_with):
    """Hang a transcript beside a recording, on the same thing."""
    recording = queries.find(file_id, g.actor)
    if not is_recording(recording.media_type) or recording.of_id:
        abort(404)
    thing = thing_of(place_of(recording), g.actor)
    form = TranscriptForm()
    if not form.validate_on_submit():
        return draw_with(recording, form)
    [arrival] = actions.bring_in(recording.project_id, form.files.data, actor=g.actor)
    if answered := begin_writing():
        return answered
    parent = PARENTS[recording.subject_type]
    held = parent.hold(thing.id)
    parent.allow(held, "attach", actor=g.actor)
    transcript = actions.attach(held, arrival, actor=g.actor, role=FileRole[form.role.data])
    transcript.language, transcript.recording_id = form.language.data, file_id
    flash(_("The transcript is attached."), "done")
    return done(url_for("files.view", file_id=file_id) + "#words")


def place_of(file):
    return f"{file.subject_type}:{file.subject_id}"


def why_not(file):
    """Why this reader may attach no transcript now, as sentences; None for who may never."""
    try:
        thing_of(place_of(file), g.actor)
    except Forbidden:
        return None
    except Refused as refused:
        return [say(reason) for reason in refused.reasons]
    return []


def beside(written, read=cues_of):
    """Those of these transcripts that have any words, and what they say line by line; `read` gives the cues of one."""
    found = ((file, read(file)) for file in written)
    shown = list(islice(((file, cues) for file, cues in found if cues), MOST))
    columns = [Column(file, language_words(file.language), bool(timed(cues))) for file, cues in shown]
    return columns, side_by_side([cues for _file, cues in shown]) if shown else []


def language_words(code):
    return get_locale().languages.get(code or "", code or "")

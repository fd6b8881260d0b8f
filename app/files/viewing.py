"""The page of one file: what can be heard, seen or read of it without taking it to one's own machine."""

from flask import abort, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext

from app.db import db
from app.files import pages, queries, transcripts
from app.files.cues import cues_of, side_by_side
from app.files.models import CLOSED, File, FileRole, PreviewState
from app.files.parents import PARENTS
from app.files.receiving import takes_files
from app.files.types import TYPES, is_paper, is_recording, is_text
from app.files.waveform import outline
from app.files.zoom.looking import closer
from app.finding import marked
from app.forms import draw
from app.kazakh import query_terms, tidy
from app.projects.glance import at_a_glance

#: A link may point to any second of a recording, and no further than a day of it.
LATEST = 24 * 60 * 60
LONGEST = 200
#: What of an address names a place in the words.
PLACE = ("t", "words")


def add_to(bp):
    bp.get("/<int:file_id>/view")(view)
    bp.post("/<int:file_id>/transcripts")(takes_files(attach_transcript))


def view(file_id):
    file = queries.find(file_id, g.actor)
    if file.access == CLOSED or not way_to_look(file.name) or file.of_id:
        abort(404)
    if recording_id := shown_recording(file):
        return redirect(beside_recording(recording_id))
    return draw_with(file, transcripts.TranscriptForm())


def beside_recording(recording_id):
    """The page of the recording, at the place that was asked for."""
    asked: dict = {name: request.args[name] for name in PLACE if name in request.args}
    return url_for("files.view", file_id=recording_id, _anchor="words", **asked)


def attach_transcript(file_id):
    return transcripts.attach(file_id, draw_with)


def shown_recording(transcript):
    """The recording beside which a transcript is read, while it is there."""
    there = queries.visible_to(g.actor).where(File.id == transcript.recording_id).with_only_columns(File.id)
    return transcript.recording_id and db.session.scalar(there)


def draw_with(file, form):
    made, written = queries.around(file)
    parent = PARENTS[file.subject_type]
    columns, lines = ([], side_by_side([cues_of(file)])) if is_text(file.media_type) else transcripts.beside(written)
    words = tidy(request.args.get("words", ""))[:LONGEST]
    return draw(
        "files/view.html",
        form,
        project=at_a_glance(file.project_id, g.actor),
        file=file,
        is_recording=is_recording(file.media_type),
        is_picture=file.media_type.startswith("image/"),
        closer=closer(made.get(FileRole.TILES)),
        waits=PreviewState.WAITING in (file.preview, file.zoom),
        back=parent.address(file.subject_id),
        way_back=pgettext("way back", parent.way_back),
        poster=FileRole.THUMBNAIL in made,
        waveform=outline(made.get(FileRole.WAVEFORM)),
        start=second_asked(),
        columns=columns,
        lines=lines,
        leaf=pages.leaf_of(made.get(FileRole.PAGES)),
        is_paper=is_paper(file.media_type),
        words=words,
        terms=query_terms(words),
        marked=marked,
        refused=transcripts.why_not(file) if is_recording(file.media_type) else None,
    )


def second_asked():
    """The second of the recording that the address names."""
    return min(max(request.args.get("t", 0, type=int), 0), LATEST)


def way_to_look(name):
    """What one does with a file of this name on its page, for the link that leads there; nothing without a page."""
    media_type = TYPES.get(name.rpartition(".")[2].lower(), "")
    if is_text(media_type) or is_paper(media_type):
        return _("Read")
    if media_type.startswith("image/"):
        return _("Look closer")
    if not is_recording(media_type):
        return ""
    return _("Listen") if media_type.startswith("audio/") else _("Watch")


def clock_words(seconds):
    """A moment of a recording: 4:05, or 1:04:05 where it takes hours."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"

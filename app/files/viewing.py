"""The page of one file: what can be heard or seen of it without taking it to one's own machine."""

from flask import abort, g, render_template, request
from flask_babel import gettext as _

from app.files import queries
from app.files.models import CLOSED, FileRole
from app.files.parents import PARENTS
from app.files.types import TYPES, is_recording
from app.files.waveform import outline
from app.projects.glance import at_a_glance

#: A link may point to any second of a recording, and no further than a day of it.
LATEST = 24 * 60 * 60


def view(file_id):
    file = queries.find(file_id, g.actor)
    if file.access == CLOSED or not way_to_look(file.name):
        abort(404)
    made = queries.made_of(file)
    return render_template(
        "files/view.html",
        project=at_a_glance(file.project_id, g.actor),
        file=file,
        back=PARENTS[file.subject_type].address(file.subject_id),
        poster=FileRole.THUMBNAIL in made,
        waveform=outline(made.get(FileRole.WAVEFORM)),
        start=second_asked(),
    )


def second_asked():
    """The second of the recording that the address names."""
    return min(max(request.args.get("t", 0, type=int), 0), LATEST)


def way_to_look(name):
    """What one does with a file of this name on its page, for the link that leads there; nothing without a page."""
    media_type = TYPES.get(name.rpartition(".")[2].lower(), "")
    if not is_recording(media_type):
        return ""
    return _("Listen") if media_type.startswith("audio/") else _("Watch")


def clock_words(seconds):
    """A moment of a recording: 4:05, or 1:04:05 where it takes hours."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"

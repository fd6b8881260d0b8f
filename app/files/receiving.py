"""What a page that takes files needs: room for their bytes and a field that looks at them."""

from flask import Request, current_app, g, request
from flask_babel import gettext as _
from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import FileStorage
from wtforms.validators import StopValidation, ValidationError

from app.db import db
from app.files.actions import bring_in, clean_name
from app.files.room import NoRoomLeft
from app.files.types import LARGEST, LARGEST_IN_PARTS, WrongFile, look
from app.files.uploads import claiming
from app.text import say

#: Several of the largest files in one go, and the rest of the form.
MOST_AT_ONCE = 20
LONGEST_BODY = 5 * LARGEST
#: A form names every file that came before it in parts.
LONGEST_FORM = 600
#: Files that came in parts are here already.
MOST_IN_PARTS = 100


def takes_files(view):
    """This view takes files, so its body may be long, and it begins its transaction when their bytes are kept."""
    view.takes_files = True
    view.begins_itself = True
    return view


def init_app(app):
    app.request_class = StreamingRequest
    app.before_request(allow_long_body)
    app.teardown_request(let_go)


def allow_long_body():
    """Only for somebody who is signed in: a visitor's long body is refused before a byte of it is kept.

    This stands between the hook that knows who asks and the check of the CSRF token, which reads the body first.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    request.takes_files = g.actor.is_signed_in and getattr(view, "takes_files", False)
    if request.takes_files:
        request.max_content_length = LONGEST_BODY
        request.max_form_parts = LONGEST_FORM
    elif g.actor.is_signed_in and getattr(view, "takes_parts", False):
        # One more, since a body that ends exactly where it must is taken for one that would go on.
        request.max_content_length = LARGEST_IN_PARTS + 1


class StreamingRequest(Request):
    """A request whose files go straight into the storage on pages that take files."""

    takes_files = False

    def _get_file_stream(self, total_content_length, content_type, filename=None, content_length=None):
        if not self.takes_files:
            return super()._get_file_stream(total_content_length, content_type, filename, content_length)
        incoming = current_app.extensions["storage"].incoming(LARGEST)
        g.setdefault("incoming", []).append(incoming)
        return incoming


def let_go(_error=None):
    """What arrived and was not kept goes with the request."""
    for incoming in g.pop("incoming", ()):
        incoming.close()


class FilesField(MultipleFileField):
    """Any number of files of the kinds that are taken; each refusal is a sentence that names its file.

    Beside those that come with the form, those that came before it in parts: their numbers stand in `uploads`.
    """

    is_some_missing = False

    def process_formdata(self, valuelist):
        sent = [one for one in valuelist if isinstance(one, FileStorage) and one.filename]
        numbers = list(dict.fromkeys(request.form.getlist("uploads")))
        before = claiming.whole(numbers[: MOST_IN_PARTS + 1], g.actor)
        g.setdefault("incoming", []).extend(upload.stream for upload in before)
        self.is_some_missing = len(before) < len(numbers)
        self.data = self.raw_data = sent + before

    def bring_in(self, project_id):
        """The `Arrival`s of its files; None, with the sentence beside the field, where the project has no room left."""
        try:
            return bring_in(project_id, self.data, actor=g.actor)
        except NoRoomLeft as wrong:
            db.session.rollback()
            self.errors = [say(wrong.reason)]
            return None

    def pre_validate(self, form):
        if len(self.data or []) > MOST_IN_PARTS:
            raise ValidationError(_("Send at most %(n)s files at once.", n=MOST_IN_PARTS))
        if sum(1 for upload in self.data or [] if not isinstance(upload, claiming.Brought)) > MOST_AT_ONCE:
            raise ValidationError(_("Send at most %(n)s files at once.", n=MOST_AT_ONCE))
        if self.is_some_missing:
            raise StopValidation(_("One of the files is not here: it did not arrive whole, or was sent already."))
        for upload in self.data or []:
            try:
                look(clean_name(upload.filename), upload.stream, most=getattr(upload, "most", LARGEST))
            except WrongFile as wrong:
                raise ValidationError(say(wrong.reason)) from wrong

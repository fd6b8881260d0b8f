"""What a page that takes files needs: room for their bytes and a field that looks at them."""

from flask import current_app, g, request
from flask_babel import gettext as _
from flask_wtf.file import MultipleFileField
from wtforms import ValidationError

from app.files.actions import clean_name
from app.files.types import LARGEST, WrongFile, look
from app.text import say

#: Several of the largest files in one go, and the rest of the form.
MOST_AT_ONCE = 20
LONGEST_BODY = 5 * LARGEST


def takes_files(view):
    """This view takes files, so its body may be long, and it begins its transaction when their bytes are kept."""
    view.takes_files = True
    view.begins_itself = True
    return view


def init_app(app):
    app.before_request(allow_long_body)


def allow_long_body():
    """Only for somebody who is signed in: a visitor's long body is refused before a byte of it is kept.

    This stands between the hook that knows who asks and the check of the CSRF token, which reads the body first.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    if g.actor.is_signed_in and getattr(view, "takes_files", False):
        request.max_content_length = LONGEST_BODY


class FilesField(MultipleFileField):
    """Any number of files of the kinds that are taken; each refusal is a sentence that names its file."""

    def process_formdata(self, valuelist):
        self.data = [upload for upload in valuelist if upload and upload.filename]

    def pre_validate(self, form):
        if len(self.data or []) > MOST_AT_ONCE:
            raise ValidationError(_("Send at most %(n)s files at once.", n=MOST_AT_ONCE))
        for upload in self.data or []:
            try:
                look(clean_name(upload.filename), upload.stream)
            except WrongFile as wrong:
                raise ValidationError(say(wrong.reason)) from wrong

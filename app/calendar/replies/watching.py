"""Whether the mailbox of answers is read: asked by the worker each minute, shown to administrators."""

from flask import current_app

from app.calendar.replies.mailbox import CannotBeRead, Place, opened
from app.calendar.replies.models import ReplyMailbox
from app.calendar.replies.reading import read_replies
from app.db import db
from app.jobs.queue import every_minute
from app.outbox.checking import Step, also_check
from workflows.sentences import p


def init_app(app):
    every_minute(read_replies)
    also_check("read_replies", p("mail check", "Open the mailbox of answers"), check_mailbox)
    app.add_template_global(mailbox_of_answers)


def mailbox_of_answers():
    """How reading went: a row with `read_at` and `trouble`, empty before the first time; None where none is read."""
    if not current_app.config["MAIL_REPLIES_HOST"]:
        return None
    name = Place.of(current_app.config).name
    return db.session.get(ReplyMailbox, name) or ReplyMailbox(name=name, trouble="")


def check_mailbox():
    """Go in and out again, as a step of `mail-check`; None where no mailbox is set."""
    if not current_app.config["MAIL_REPLIES_HOST"]:
        return None
    place = Place.of(current_app.config)
    try:
        with opened(place):
            return Step("read_replies", True, place.name)
    except CannotBeRead as error:
        return Step("read_replies", False, str(error))

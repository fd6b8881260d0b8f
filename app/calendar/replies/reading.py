"""Every minute: what came into the mailbox of answers, each letter once, whatever it is and whenever a worker dies."""

import logging

from flask import current_app

from app import clock
from app.calendar.replies.belief import LeftAlone, believe
from app.calendar.replies.letter import NotAReply, reply_in
from app.calendar.replies.mailbox import CannotBeRead, Place, opened
from app.calendar.replies.turns import LONGEST_TROUBLE, Lost, take_turn
from app.db import begin_write, db
from workflows.engine import Refused

log = logging.getLogger(__name__)

#: Letters in one go; the next minute goes on.
MOST = 200
#: A letter at which the worker died so often is passed over: it must not stop the ones behind it.
MOST_TRIES = 3


def read_replies():
    """Read what is new. Nothing happens where no mailbox is set, or while another worker reads it."""
    if not current_app.config["MAIL_REPLIES_HOST"]:
        return
    place = Place.of(current_app.config)
    turn = take_turn(place.name)
    if turn is None:
        return
    said = {}
    try:
        with opened(place) as mailbox:
            read(mailbox, turn)
        said = {"read_at": clock.now(), "trouble": ""}
    except CannotBeRead as error:
        log.warning("the mailbox of answers cannot be read: %s", error)
        said = {"trouble": str(error)[:LONGEST_TROUBLE]}
    finally:
        leave(turn, said)


def leave(turn, said):
    try:
        turn.end(**said)
    except Lost:
        log.warning("another worker reads the mailbox of answers")


def read(mailbox, turn):
    for uid in mailbox.after(turn.reached(mailbox.validity))[:MOST]:
        if turn.begin(mailbox.validity, uid) > MOST_TRIES:
            keep(turn, uid, None)
            log.error("letter %s of the mailbox of answers is passed over: its reader died %s times", uid, MOST_TRIES)
            continue
        try:
            keep(turn, uid, answer_in(mailbox.letter(uid)))
            mailbox.mark_read(uid)
        except (NotAReply, LeftAlone, Refused) as reason:
            keep(turn, uid, None)
            log.info("letter %s of the mailbox of answers is left alone: %s", uid, reason)


def answer_in(content):
    if content is None:
        raise NotAReply("it is too large, or gone")
    return reply_in(content)


def keep(turn, uid, reply):
    """One transaction: the answer, where there is one, and that the letter is read."""
    begin_write()
    if reply:
        believe(reply)
    turn.pass_by(uid)
    db.session.commit()

"""Send what is due, each letter once: claim, check and freeze, commit before the dot, record."""

import hashlib
import logging
from email.utils import parseaddr
from threading import Lock

from flask import current_app
from flask_babel import force_locale

from app import clock
from app.db import begin_write, db
from app.jobs.models import Installation
from app.outbox import steps
from app.outbox.kinds import KINDS
from app.outbox.mime import compose
from app.outbox.models import Letter
from app.outbox.relay import ChannelBroken, is_reserved, open_channel
from workflows.sentences import p

log = logging.getLogger(__name__)

AT_ONCE = 100
MOST_TRIES = 3
TOO_LATE = p("letter reason", "Its time had passed.")
NOBODYS = p("letter reason", "The address belongs to nobody: it is one reserved for examples.")
NO_MAIL = p("letter reason", "The person does not get mail.")

sends_here = Lock()


def send_due():
    """Send every letter that is due. Returns at once where this process already sends."""
    if not sends_here.acquire(blocking=False):
        return
    try:
        steps.recover()
        send_batches()
    finally:
        sends_here.release()


def send_batches():
    url, sender = current_app.config["MAIL_URL"], parseaddr(current_app.config["MAIL_FROM"])[1]
    channel = None
    try:
        while letters := steps.due_letters(AT_ONCE):
            channel = channel or open_channel(url, sender)
            sent = [send_one(channel, letter_id, seen) for letter_id, seen in letters]
            if not any(sent):
                break
        if channel:
            note_channel(None)
    except ChannelBroken as error:
        note_channel(str(error))
    finally:
        db.session.rollback()
        if channel:
            channel.close()


def send_one(channel, letter_id, seen):
    """One letter through the whole protocol; tells whether it moved."""
    claim_no = steps.claim(letter_id, seen)
    if claim_no is None:
        return False
    try:
        letter = freeze(letter_id, claim_no, channel)
        if letter is not None:
            transmit(channel, letter, claim_no)
    except ChannelBroken:
        put_back(letter_id, claim_no)
        raise
    except Exception:
        log.exception("letter %s could not be sent", letter_id)
        db.session.rollback()
        spoiled(letter_id, claim_no)
    return True


def freeze(letter_id, claim_no, channel):
    """Check that the letter is still true and build its bytes once, holding the row; None when it must not go."""
    begin_write()
    letter = db.session.get(Letter, letter_id, with_for_update=True)
    trigger, reason = obstacle(letter, channel)
    if reason:
        steps.change(letter_id, claim_no, trigger, reason=reason)
        db.session.commit()
        return None
    if letter.mime is None:
        with force_locale(letter.language):
            values = KINDS[letter.about].build(letter)
        mime, title = compose(letter, values)
        letter.mime = mime
        letter.title = title[:300]
        letter.body_sha256 = hashlib.sha256(mime).hexdigest()
    db.session.commit()
    return letter


def obstacle(letter, channel):
    """The move and the reason that keep the letter from going; two times None when nothing does."""
    if letter.not_after and clock.now() > letter.not_after:
        return "miss", TOO_LATE
    if letter.user and not letter.user.can_get_mail:
        return "void", NO_MAIL
    if is_reserved(letter.address) and not channel.delivers_reserved:
        return "void", NOBODYS
    reason = KINDS[letter.about].still_true(letter)
    return ("void", reason) if reason else (None, None)


def transmit(channel, letter, claim_no):
    """Hand the letter over; what is recorded follows from how far it came."""
    letter_id, tries = letter.id, letter.tries + 1
    attempt_id = steps.begin_attempt(letter_id, claim_no)
    letter = db.session.get(Letter, letter_id)
    db.session.expunge(letter)
    db.session.rollback()
    outcome = channel.send(letter, lambda: steps.reach_dot(letter_id, claim_no, attempt_id))
    if outcome is None:
        return
    record(letter, claim_no, attempt_id, outcome, tries)


def record(letter, claim_no, attempt_id, outcome, tries):
    words = {"code": outcome.code, "text": outcome.text}
    if outcome.result == "sent":
        wiped = {"mime": None} if KINDS[letter.about].is_account else {}
        steps.finish(letter.id, claim_no, attempt_id, "sent", **words, sent_at=clock.now(), **wiped)
    elif outcome.result == "later":
        again = clock.now() + steps.pause_before_next(tries)
        steps.finish(letter.id, claim_no, attempt_id, "put_back", **words, tries=tries, next_try_at=again)
    elif outcome.result == "never":
        steps.finish(letter.id, claim_no, attempt_id, "fail", **words, reason=outcome.text[:500])
    else:
        steps.finish(letter.id, claim_no, attempt_id, "lose_sight", **words, reason=outcome.text[:500])


def put_back(letter_id, claim_no):
    """The channel broke before the dot: provably not accepted, and no try of the letter's own."""
    begin_write()
    steps.change(letter_id, claim_no, "put_back", next_try_at=clock.now() + steps.BACKOFF[0])
    db.session.commit()


def spoiled(letter_id, claim_no):
    """Count a try of a letter that cannot be built or sent; after three it is set aside for a person."""
    begin_write()
    tries = db.session.scalar(db.select(Letter.tries).where(Letter.id == letter_id)) + 1
    trigger = "quarantine" if tries >= MOST_TRIES else "put_back"
    again = clock.now() + steps.pause_before_next(tries)
    steps.change(letter_id, claim_no, trigger, tries=tries, next_try_at=again)
    db.session.commit()


def note_channel(trouble):
    """Keep, or clear, what is wrong with the way out, for the coordinators' banner."""
    db.session.rollback()
    row = db.session.get(Installation, "mail_trouble")
    if (row.value if row else None) == trouble:
        return
    begin_write()
    if trouble:
        db.session.merge(Installation(name="mail_trouble", value=trouble[:500]))
    elif row := db.session.get(Installation, "mail_trouble"):
        db.session.delete(row)
    db.session.commit()

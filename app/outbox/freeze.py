"""Before a letter goes: is it still true? Then its bytes are made once, so that every retry is the same letter."""

import hashlib
from typing import NamedTuple

from flask import current_app
from flask_babel import force_locale

from app import clock
from app.db import begin_write, db
from app.outbox.addresses import is_reserved
from app.outbox.bounces import is_suspended, return_path
from app.outbox.claim import Claim, change, held
from app.outbox.evidence import log_of_relay
from app.outbox.kinds import KINDS
from app.outbox.mime import compose
from app.outbox.models import Attempt
from workflows.sentences import p

TOO_LATE = p("letter reason", "Its time had passed.")
NOBODYS = p("letter reason", "The address belongs to nobody: it is one reserved for examples.")
HAS_LEFT = p("letter reason", "The person does not belong to the project any more.")
NO_MAIL = p("letter reason", "The person does not get mail.")


class Frozen(NamedTuple):
    """What a channel needs of a letter, free of any transaction, and the attempt that was begun for it.

    `return_path` is empty where letters come back to the sender.
    """

    claim: Claim
    attempt_id: int
    address: str
    return_path: str
    message_id: str
    mime: bytes


def freeze(claims, channel):
    """Check letters, build their bytes and note their attempts, holding their rows; None for one that must not go."""
    log = log_of_relay()
    mark = log.mark() if log else ""
    begin_write()
    made = [freeze_held(claim, channel, mark) for claim in claims]
    db.session.commit()
    return made


def freeze_held(claim, channel, mark):
    letter = held(claim)
    if letter is None or stopped(claim, letter, channel):
        return None
    if letter.mime is None:
        build(letter)
    began = {"claim_no": claim.number, "started_at": clock.now(), "channel": channel.name, "mark": mark}
    attempt = Attempt(letter_id=letter.id, **began)
    db.session.add(attempt)
    db.session.flush()
    back = return_path(letter.id) if current_app.config["BOUNCE_ADDRESS"] else ""
    return Frozen(claim, attempt.id, letter.address, back, letter.message_id, bytes(letter.mime))


def stopped(claim, letter, channel):
    """Whether something keeps the letter from going; it is then moved to where it stays, with the reason."""
    trigger, reason = obstacle(letter, channel)
    return trigger is not None and change(claim, trigger, reason=reason, **at_rest(letter.about))


def obstacle(letter, channel):
    """The move and the reason that keep the letter from going; two times None when nothing does."""
    if letter.not_after and clock.now() > letter.not_after:
        return "miss", TOO_LATE
    if letter.user and not letter.user.can_get_mail:
        return "void", NO_MAIL
    if letter.user is None and is_suspended(letter.address):
        return "void", NO_MAIL
    if has_left(letter):
        return "void", HAS_LEFT
    if is_reserved(letter.address) and not channel.delivers_reserved:
        return "void", NOBODYS
    reason = KINDS[letter.about].still_true(letter)
    return ("void", reason) if reason else (None, None)


def has_left(letter):
    """Whether the reader has left the project that the letter is of. Guests, who sit in none, are not asked."""
    if letter.user is None or letter.project_id is None or KINDS[letter.about].after_leaving:
        return False
    return not letter.user.belongs_to(letter.project_id)


def build(letter):
    """Words, letterhead, calendar and links, as bytes. Personal links are made here and kept nowhere else."""
    with force_locale(letter.language):
        values = KINDS[letter.about].build(letter)
    mime, title = compose(letter, values)
    letter.mime = mime
    letter.title = title[:300]
    letter.body_sha256 = hashlib.sha256(mime).hexdigest()


def at_rest(about):
    """What a letter forgets once it needs no retry: the bytes of an account letter hold a key to somebody's account."""
    return {"mime": None} if KINDS[about].is_account else {}

"""Before a letter goes: is it still true? Then its bytes are made once, so that every retry is the same letter."""

import hashlib
from contextlib import contextmanager
from typing import NamedTuple

import sqlalchemy as sa
from flask import current_app
from flask_babel import force_locale

from app import clock
from app.db import begin_write, db, rows
from app.outbox.addresses import is_reserved
from app.outbox.bounces import is_suspended, return_path
from app.outbox.claim import Claim, change, held
from app.outbox.evidence import log_of_relay
from app.outbox.kinds import KINDS
from app.outbox.mime import compose
from app.outbox.models import Attempt
from app.outbox.unsubscribing import stop_url
from workflows.sentences import p

TOO_LATE = p("letter reason", "Its time had passed.")
NOBODYS = p("letter reason", "The address belongs to nobody: it is one reserved for examples.")
HAS_LEFT = p("letter reason", "The person does not belong to the project any more.")
NO_MAIL = p("letter reason", "The person does not get mail.")

# By their bare names, since projects are above letters.
SEAT = sa.table("seat", sa.column("id"), sa.column("project_id"))
MEMBERSHIP = sa.table("membership", sa.column("seat_id"), sa.column("user_id"), sa.column("left_at"))
SITS = (
    sa.select(SEAT.c.id)
    .join(MEMBERSHIP, MEMBERSHIP.c.seat_id == SEAT.c.id)
    .where(MEMBERSHIP.c.user_id == sa.bindparam("user_id"), MEMBERSHIP.c.left_at.is_(None))
    .where(SEAT.c.project_id == sa.bindparam("project_id"))
    .limit(1)
)


class Frozen(NamedTuple):
    """What a channel needs of a letter, and what is written down of it afterwards, free of any transaction.

    `return_path` is empty where letters come back to the sender.
    """

    claim: Claim
    address: str
    return_path: str
    message_id: str
    mime: bytes
    about: str = ""
    tries: int = 0


def freeze(claims, channel):
    """Check letters, build their bytes and note their attempts, holding their rows; gives those that may go.

    What several letters are about is read once: the session keeps what it loads until the commit.
    """
    log = log_of_relay()
    mark = log.mark() if log else ""
    begin_write()
    with db.session.no_autoflush, everything_kept():
        letters = held(claims)
        ours = [claim for claim in claims if claim.letter_id in letters]
        going = [claim for claim in ours if is_made(claim, letters[claim.letter_id], channel)]
        begin_attempts(going, {"channel": channel.name, "mark": mark})
        made = [frozen(claim, letters[claim.letter_id]) for claim in going]
        db.session.commit()
    return made


def is_made(claim, letter, channel):
    """Whether the letter may go and has its bytes. One made before is asked about only where that costs nothing: the
    whole question comes again at the dot, and there it counts.
    """
    if letter.mime is not None:
        return not stopped(claim, letter, channel, ask=plain_obstacle)
    if stopped(claim, letter, channel):
        return False
    build(letter)
    return True


@contextmanager
def everything_kept():
    """A session forgets what nobody holds; here it forgets nothing until the block ends."""
    kept = []

    def keep(_session, loaded):
        kept.append(loaded)

    session = db.session()
    sa.event.listen(session, "loaded_as_persistent", keep)
    try:
        yield
    finally:
        sa.event.remove(session, "loaded_as_persistent", keep)


def begin_attempts(claims, facts):
    now = clock.now()
    begun = [{"letter_id": claim.letter_id, "claim_no": claim.number, "started_at": now, **facts} for claim in claims]
    if begun:
        db.session.execute(sa.insert(Attempt), begun)


def frozen(claim, letter):
    back = return_path(letter.id) if current_app.config["BOUNCE_ADDRESS"] else ""
    return Frozen(claim, letter.address, back, letter.message_id, bytes(letter.mime), letter.about, letter.tries)


def stopped(claim, letter, channel, ask=None):
    """Whether something keeps the letter from going; it is then moved to where it stays, with the reason."""
    trigger, reason = (ask or obstacle)(letter, channel)
    if trigger:
        change(claim, trigger, reason=reason, **at_rest(letter.about))
    return trigger is not None


def obstacle(letter, channel):
    """The move and the reason that keep the letter from going; two times None when nothing does."""
    trigger, reason = plain_obstacle(letter, channel)
    if trigger:
        return trigger, reason
    if letter.user is None and is_suspended(letter.address):
        return "void", NO_MAIL
    if has_left(letter):
        return "void", HAS_LEFT
    reason = KINDS[letter.about].still_true(letter)
    return ("void", reason) if reason else (None, None)


def plain_obstacle(letter, channel):
    """The same as far as the letter and its reader's account tell."""
    if letter.not_after and clock.now() > letter.not_after:
        return "miss", TOO_LATE
    if letter.user and not letter.user.can_get_mail:
        return "void", NO_MAIL
    if is_reserved(letter.address) and not channel.delivers_reserved:
        return "void", NOBODYS
    return None, None


def has_left(letter):
    """Whether the reader has left the project that the letter is of. Guests, who sit in none, are not asked."""
    if letter.user is None or letter.project_id is None or KINDS[letter.about].after_leaving:
        return False
    return not rows(SITS, user_id=letter.user_id, project_id=letter.project_id)


def build(letter):
    """Words, letterhead, calendar and links, as bytes. Personal links are made here and kept nowhere else."""
    with force_locale(letter.language):
        kind = KINDS[letter.about]
        values = kind.build(letter)
        if kind.topic and letter.user_id:
            values["unsubscribe"] = stop_url(letter.user_id, kind.topic)
    mime, title = compose(letter, values)
    letter.mime = mime
    letter.title = title[:300]
    letter.body_sha256 = hashlib.sha256(mime).hexdigest()


def at_rest(about):
    """What a letter forgets once it needs no retry: the bytes of an account letter hold a key to somebody's account."""
    return {"mime": None} if KINDS[about].is_account else {}

"""Attempts as they go: the commit before the dot, and what is written down afterwards."""

from datetime import timedelta
from functools import lru_cache

from flask import current_app
from sqlalchemy import bindparam

from app import clock
from app.db import db, write
from app.outbox.addresses import one_line
from app.outbox.claim import change, held
from app.outbox.freeze import at_rest, stopped
from app.outbox.kinds import KINDS
from app.outbox.models import Attempt, Phase
from workflows.sentences import p

DOT_LEASE = timedelta(minutes=15)
PAUSES = [timedelta(minutes=n) for n in (1, 5, 15, 30, 60)]
MOST_TRIES = 120  # five days of hours: a relay that still says "later" will not say "yes"
#: As much of a relay's words and of its queue's name for a letter as is kept.
LONGEST_ANSWER, LONGEST_QUEUE_ID = 2000, 64
UNKNOWN = p("letter reason", "The line broke while the letter was handed over: it may have arrived, or not.")


def reach_dot(letter, channel):
    """The point of no return: the check and the move to the dot, in the caller's transaction.

    The dot must not be sent before its commit. False when the letter must not go after all.
    """
    row = held([letter.claim], with_bytes=False).get(letter.claim.letter_id)
    goes = row is not None and not stopped(letter.claim, row, channel)
    if goes:
        change(letter.claim, "dot", lease_until=clock.now() + DOT_LEASE)
        note(letter.claim, phase=Phase.DOT)
    else:
        note(letter.claim, phase=Phase.ENDED, ended_at=clock.now())
    return goes


def record(letter, outcome, ended_at):
    """Write down how the attempt ended and move the letter accordingly, in the caller's transaction.

    A letter nobody can know about stays at the dot in its attempt: that is what is known.
    """
    phase = {} if outcome.move == "lose_sight" else {"phase": Phase.ENDED}
    words = storable(outcome.text)
    said = {"code": outcome.code, "text": words, "relay_queue_id": (outcome.queue_id or "")[:LONGEST_QUEUE_ID] or None}
    note(letter.claim, ended_at=ended_at, **said, **phase)
    FOLLOWS[outcome.move](letter.claim, letter.about, letter.tries + 1, words[:500])


def storable(words):
    """What a relay said, as it can be kept and shown: it may have sent anything."""
    return one_line(words)[:LONGEST_ANSWER]


def note(claim, **facts):
    """Write facts of the attempt that was begun with this claim, past the session."""
    values = {f"new_{name}": value for name, value in facts.items()}
    write(noting(tuple(facts)), letter=claim.letter_id, claim=claim.number, **values)


@lru_cache(maxsize=16)
def noting(names):
    attempt = Attempt.__table__
    ours = db.and_(attempt.c.letter_id == bindparam("letter"), attempt.c.claim_no == bindparam("claim"))
    return db.update(attempt).where(ours).values({name: bindparam(f"new_{name}") for name in names})


def has_arrived(claim, about, *_):
    change(claim, "sent", sent_at=clock.now(), reason="", **at_rest(about))


def is_refused(claim, about, _tries, words):
    change(claim, "fail", reason=words, **at_rest(about))


def goes_later(claim, about, tries, words):
    """Back into the queue, longer each time; in the end it counts as refused."""
    if tries >= MOST_TRIES:
        is_refused(claim, about, tries, words)
    else:
        change(claim, "put_back", tries=tries, next_try_at=clock.now() + pause(tries))


def is_unknown(claim, about, *_):
    """Hold the letter: for the evidence of the relay's log where there is one, else for a person to decide."""
    change(claim, "lose_sight", reason=UNKNOWN)
    if not current_app.config["MAIL_LOG"]:
        send_once_more(claim, about)


def send_once_more(claim, about):
    """Without evidence a kind that does no harm twice goes once more by itself; every other waits for a person."""
    at_dot = db.select(db.func.count()).where(Attempt.letter_id == claim.letter_id, Attempt.phase == Phase.DOT)
    if KINDS[about].if_unknown == "resend" and db.session.scalar(at_dot) == 1:
        change(claim, "put_back", next_try_at=clock.now() + pause(1), reason="")


FOLLOWS = {"sent": has_arrived, "fail": is_refused, "put_back": goes_later, "lose_sight": is_unknown}


def pause(tries):
    """How long to wait after so many tries: 1, 5, 15, 30, then 60 minutes."""
    return PAUSES[min(tries, len(PAUSES)) - 1]

"""The worker's moves of a letter: conditional UPDATEs whose states come from the table in `workflows/letters.py`."""

from datetime import timedelta

from app import clock
from app.db import begin_write, db
from app.outbox.models import Attempt, Letter, Phase
from workflows.letters import LetterState, steps

LEASE = timedelta(seconds=60)
DOT_LEASE = timedelta(minutes=15)
BACKOFF = [timedelta(minutes=n) for n in (1, 5, 15, 30, 60)]


def change(letter_id, held, trigger, **values):
    """Move the letter if it still stands where `trigger` leaves from, under the claim number `held`. True if it did."""
    sources, target = steps(trigger)
    moved = (
        db.update(Letter)
        .where(Letter.id == letter_id, Letter.state.in_(sources), Letter.claim_no == held)
        .values(state=target, version=Letter.version + 1, **values)
        .execution_options(synchronize_session=False)
    )
    return db.session.execute(moved).rowcount == 1


def due_letters(most):
    """Ids and claim numbers of letters that are due now, oldest first."""
    query = db.select(Letter.id, Letter.claim_no).where(
        Letter.state == LetterState.QUEUED, Letter.next_try_at <= clock.now()
    )
    found = db.session.execute(query.order_by(Letter.next_try_at, Letter.id).limit(most)).all()
    db.session.rollback()
    return found


def claim(letter_id, seen):
    """Take a queued letter that was read with claim number `seen`; None if another worker was quicker."""
    begin_write()
    won = change(letter_id, seen, "claim", claim_no=seen + 1, lease_until=clock.now() + LEASE)
    db.session.commit()
    return seen + 1 if won else None


def begin_attempt(letter_id, claim_no):
    """Note that an attempt begins, before anything is said to the relay."""
    begin_write()
    attempt = Attempt(letter_id=letter_id, claim_no=claim_no, started_at=clock.now())
    db.session.add(attempt)
    db.session.commit()
    return attempt.id


def reach_dot(letter_id, claim_no, attempt_id):
    """The point of no return, committed before the dot is sent. False when the claim was lost meanwhile."""
    begin_write()
    holds = change(letter_id, claim_no, "dot", lease_until=clock.now() + DOT_LEASE)
    if holds:
        db.session.execute(db.update(Attempt).where(Attempt.id == attempt_id).values(phase=Phase.DOT))
    db.session.commit()
    return holds


def finish(letter_id, claim_no, attempt_id, trigger, *, code=None, text="", queue_id=None, **values):
    """Record how the attempt ended and move the letter accordingly."""
    begin_write()
    change(letter_id, claim_no, trigger, **values)
    ended = {
        "phase": Phase.ENDED,
        "ended_at": clock.now(),
        "code": code,
        "text": text,
        "relay_queue_id": queue_id,
    }
    db.session.execute(db.update(Attempt).where(Attempt.id == attempt_id).values(**ended))
    db.session.commit()


def pause_before_next(tries):
    """How long to wait after so many tries: 1, 5, 15, 30, then 60 minutes."""
    return BACKOFF[min(tries, len(BACKOFF)) - 1]


def recover():
    """Letters whose worker fell silent: prepared ones go back, ones at the dot are of unknown outcome."""
    begin_write()
    for state, trigger in ((LetterState.CLAIMED, "put_back"), (LetterState.TRANSMITTING, "lose_sight")):
        expired = db.select(Letter.id, Letter.claim_no).where(Letter.state == state, Letter.lease_until < clock.now())
        for letter_id, claim_no in db.session.execute(expired).all():
            change(letter_id, claim_no, trigger, reason="the worker fell silent")
    db.session.commit()

"""Letters whose worker fell silent, and letters nobody knew of: leases and evidence tell, no process id or lock."""

from datetime import timedelta

from app import clock
from app.db import begin_write, db, locked
from app.outbox.attempts import has_arrived, is_unknown, send_once_more
from app.outbox.claim import OUT_OF_REACH, Claim, change
from app.outbox.evidence import Verdict, log_of_relay
from app.outbox.models import Attempt, Letter, Phase
from workflows.letters import LetterState

UNDER_WAY = (LetterState.CLAIMED, LetterState.TRANSMITTING)
#: For so long after its end an attempt is looked for in the relay's log.
LOOKED_FOR = timedelta(hours=2)


def recover(channel):
    """Prepared letters go back into the queue; of those at the dot the evidence decides, if there is any."""
    expired = db.select(Letter.id).where(Letter.state.in_(UNDER_WAY), is_over())
    if ids := found(expired):
        begin_write()
        silent = db.select(Letter).where(Letter.id.in_(ids), Letter.state.in_(UNDER_WAY), is_over())
        for letter in db.session.scalars(silent.with_for_update(skip_locked=True)).all():
            settle(Claim(letter.id, letter.claim_no, letter.lease_until), letter, channel)
        db.session.commit()
    if log := log_of_relay():
        weigh(log)


def is_over():
    """A lease has run out; one that ends out of reach was given before the clock was set back."""
    now = clock.now()
    return db.or_(Letter.lease_until < now, Letter.lease_until > now + OUT_OF_REACH)


def found(query):
    ids = db.session.scalars(query.limit(500)).all()
    db.session.rollback()
    return ids


def settle(claim, letter, channel):
    arrived = evidence(letter, channel)
    if arrived is None:
        is_unknown(claim, letter.about)
    elif arrived:
        has_arrived(claim, letter.about)
    else:
        change(claim, "put_back", next_try_at=clock.now())
    ended = Attempt.letter_id == letter.id, Attempt.ended_at.is_(None)
    db.session.execute(db.update(Attempt).where(*ended).values(ended_at=clock.now()))


def evidence(letter, channel):
    """Whether the letter has arrived, asked of the channel that it went by; None when nobody can know."""
    if letter.state is LetterState.CLAIMED:
        return False
    went_by = last_attempt(letter.id).channel
    return channel.has(letter.message_id) if went_by == channel.name else None


def last_attempt(letter_id):
    newest = db.select(Attempt).where(Attempt.letter_id == letter_id).order_by(Attempt.id.desc())
    return db.session.scalars(newest.limit(1)).first()


def weigh(log):
    """Look in the relay's log for the letters that nobody knew of: taken, not taken, or not to be known."""
    since = clock.now() - LOOKED_FOR
    unknown = db.select(Letter.id).join(Attempt, Attempt.letter_id == Letter.id)
    unknown = unknown.where(Letter.state == LetterState.AMBIGUOUS, Attempt.phase == Phase.DOT, Attempt.ended_at > since)
    for letter_id in found(unknown.distinct()):
        judge(log, letter_id)


def judge(log, letter_id):
    """The log is read before the lock is taken; the number of the claim tells whether the letter is still the same."""
    letter, attempt = db.session.get(Letter, letter_id), last_attempt(letter_id)
    claim = Claim(letter.id, letter.claim_no, clock.now())
    message_id, mark, ended_at = letter.message_id, attempt.mark, attempt.ended_at
    db.session.rollback()
    verdict = log.verdict(message_id, mark, ended_at)
    if verdict is Verdict.NOT_YET:
        return
    begin_write()
    letter = db.session.scalars(locked(db.select(Letter).where(Letter.id == letter_id))).one()
    if (letter.state, letter.claim_no) == (LetterState.AMBIGUOUS, claim.number):
        act_on(verdict, claim, letter.about)
    db.session.commit()


def act_on(verdict, claim, about):
    if verdict is Verdict.ARRIVED:
        has_arrived(claim, about)
    elif verdict is Verdict.NOT_ACCEPTED:
        change(claim, "put_back", next_try_at=clock.now(), reason="")
    else:
        send_once_more(claim, about)

"""Letters whose worker fell silent. Leases tell, never a process id or a lock file."""

from app import clock
from app.db import begin_write, db
from app.outbox.attempts import has_arrived, is_unknown
from app.outbox.claim import Claim, change
from app.outbox.models import Letter
from workflows.letters import LetterState

UNDER_WAY = (LetterState.CLAIMED, LetterState.TRANSMITTING)


def recover(channel):
    """Prepared letters go back into the queue; of those at the dot the evidence decides, if there is any."""
    expired = db.select(Letter).where(Letter.state.in_(UNDER_WAY), Letter.lease_until < clock.now())
    if db.session.scalars(expired.limit(1)).first() is None:
        return
    begin_write()
    for letter in db.session.scalars(expired.with_for_update(skip_locked=True)).all():
        settle(Claim(letter.id, letter.claim_no, letter.lease_until), letter, channel)
    db.session.commit()


def settle(claim, letter, channel):
    arrived = evidence(letter, channel)
    if arrived is None:
        is_unknown(claim, letter.about)
    elif arrived:
        has_arrived(claim, letter.about)
    else:
        change(claim, "put_back", next_try_at=clock.now())
    for attempt in letter.attempts:
        attempt.ended_at = attempt.ended_at or clock.now()


def evidence(letter, channel):
    """Whether the letter has arrived, asked of the channel that it went by; None when nobody can know."""
    if letter.state is LetterState.CLAIMED:
        return False
    went_by = letter.attempts[-1].channel
    return channel.has(letter.message_id) if went_by == channel.name else None

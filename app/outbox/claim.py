"""Claims: two workers cannot take the same letter, and one that was thought dead changes nothing afterwards.

Each step of the worker is one conditional UPDATE whose states come from the table in `workflows/letters.py` and
which names the number of the claim.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app import clock
from app.db import begin_write, db
from app.outbox.models import Letter
from workflows.letters import LetterState, steps

LEASE = timedelta(seconds=60)


@dataclass
class Claim:
    """A worker's right to one letter, until its lease ends."""

    letter_id: int
    number: int
    until: datetime

    def keep(self):
        """Lengthen the lease when less than half of it is left. Losing it is harmless: later steps then fail."""
        if self.until - clock.now() < LEASE / 2:
            self.until = clock.now() + LEASE
            ours = db.update(Letter).where(Letter.id == self.letter_id, Letter.claim_no == self.number)
            begin_write()
            db.session.execute(ours.values(lease_until=self.until).execution_options(synchronize_session=False))
            db.session.commit()


def change(claim, trigger, **values):
    """Move the claimed letter if it still stands where `trigger` leaves from. True if it did."""
    sources, target = steps(trigger)
    moved = (
        db.update(Letter)
        .where(Letter.id == claim.letter_id, Letter.state.in_(sources), Letter.claim_no == claim.number)
        .values(state=target, version=Letter.version + 1, **values)
        .execution_options(synchronize_session=False)
    )
    return db.session.execute(moved).rowcount == 1


def due_letters(most):
    """Ids and claim numbers of letters that are due now, oldest first."""
    query = (
        db.select(Letter.id, Letter.claim_no)
        .where(Letter.state == LetterState.QUEUED, Letter.next_try_at <= clock.now())
        .order_by(Letter.next_try_at, Letter.id)
        .limit(most)
    )
    found = db.session.execute(query).all()
    db.session.rollback()
    return found


def claim(letter_id, seen):
    """Take a queued letter that was read with claim number `seen`; None if another worker was quicker."""
    begin_write()
    before = Claim(letter_id, seen, clock.now() + LEASE)
    won = change(before, "claim", claim_no=seen + 1, lease_until=before.until)
    db.session.commit()
    return Claim(letter_id, seen + 1, before.until) if won else None


def held(claim):
    """The claimed letter under the lock of this transaction; None when the claim was lost meanwhile."""
    letter = db.session.get(Letter, claim.letter_id, with_for_update=True, populate_existing=True)
    return letter if (letter.state, letter.claim_no) == (LetterState.CLAIMED, claim.number) else None
